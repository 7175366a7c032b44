import { createHash, sign } from 'node:crypto';
import { makePaymentId, type PaymentId } from '../../contract/ids.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import { paidMs } from './calendar.ts';
import type { QuarterKiosk } from './kiosks.ts';
import type { Plan } from './plan.ts';
import { QUARTER_SERVICES } from './services.ts';

export type QuarterPayment = SignedDocument & { readonly paymentId: PaymentId };

export const billIdOf = (payment: number): string => `Q26-${String(payment).padStart(9, '0')}`;
export const referenceOf = (payment: number): string => String(100_000_000 + payment);

/** The payment's document as its kiosk signed it: always the same text under the same signature. */
export const quarterPayment = (plan: Plan, index: number, kiosk: QuarterKiosk): QuarterPayment => {
  const bytes = createHash('sha256')
    .update(`payment ${plan.seed} ${String(index)}`)
    .digest();
  const atMs = paidMs(plan.day[index] ?? 0, bytes.readUInt32LE(0) / 2 ** 32);
  const at = new Date(atMs).toISOString();
  const amountFils = plan.amountFils[index] ?? 0;
  const trace = String((index % 999_999) + 1).padStart(6, '0');
  const paymentId = makePaymentId(atMs, (count) => Uint8Array.from(bytes.subarray(8, 8 + count)));
  const document = JSON.stringify({
    v: 1,
    paymentId,
    kioskId: kiosk.kioskId,
    sequence: index + 1,
    authorisedAt: at,
    clockQuality: 'synchronised',
    language: index % 3 === 0 ? 'en' : 'ar',
    lines: [
      {
        lineId: 1,
        serviceId: QUARTER_SERVICES[plan.service[index] ?? 0]?.id,
        billId: billIdOf(index),
        reference: referenceOf(index),
        amountFils,
      },
    ],
    totalFils: amountFils,
    authorisation: {
      amountFils,
      scheme: index % 4 === 0 ? 'MASTERCARD' : 'VISA',
      lastFour: String(bytes.readUInt16LE(4) % 10_000).padStart(4, '0'),
      authorisationCode: bytes.subarray(24, 27).toString('hex'),
      terminalId: `5${String(plan.kiosk[index]).padStart(7, '0')}`,
      trace,
      receiptNumber: trace.slice(2),
      terminalDate: at.slice(5, 10).replace('-', ''),
      terminalTime: at.slice(11, 19).replaceAll(':', ''),
    },
    slipCodeHash: createHash('sha256').update(bytes).digest('hex'),
  });
  const signature = sign(null, Buffer.from(document, 'utf8'), kiosk.privateKey);
  return { paymentId, document, keyId: kiosk.keyId, signature: signature.toString('base64url') };
};
