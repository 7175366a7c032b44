import { createHash, sign } from 'node:crypto';
import { makePaymentId } from '../../contract/ids.ts';
import { quarterKiosk, type QuarterKiosk } from '../quarter/kiosks.ts';
import { drainAmount, drainBillId, drainReference } from './bills.ts';
import type { LightPayment } from './light-queue.ts';

const SEED = 'drain';

export const crowdKiosk = (index: number): QuarterKiosk => ({
  ...quarterKiosk(SEED, index),
  kioskId: `KSK-D${String(index).padStart(6, '0')}`,
});

/** One charged payment of the crowd, signed; `index` counts through all queues. */
export const crowdPayment = (kiosk: QuarterKiosk, index: number, atMs: number): LightPayment => {
  const bytes = createHash('sha256')
    .update(`drain ${String(index)}`)
    .digest();
  const paymentId = makePaymentId(atMs, (count) => Uint8Array.from(bytes.subarray(0, count)));
  const amountFils = drainAmount(index);
  const trace = String((index % 999_999) + 1).padStart(6, '0');
  const at = new Date(atMs).toISOString();
  const document = JSON.stringify({
    v: 1,
    paymentId,
    kioskId: kiosk.kioskId,
    sequence: index + 1,
    authorisedAt: at,
    clockQuality: 'synchronised',
    language: 'ar',
    lines: [
      {
        lineId: 1,
        serviceId: 'ewa',
        billId: drainBillId(index),
        reference: drainReference(index),
        amountFils,
      },
    ],
    totalFils: amountFils,
    authorisation: {
      amountFils,
      scheme: 'VISA',
      lastFour: '4242',
      authorisationCode: trace,
      terminalId: '40001234',
      trace,
      receiptNumber: trace.slice(2),
      terminalDate: at.slice(5, 10).replace('-', ''),
      terminalTime: at.slice(11, 19).replaceAll(':', ''),
    },
    slipCodeHash: createHash('sha256').update(bytes).digest('hex'),
  });
  const signature = sign(null, Buffer.from(document, 'utf8'), kiosk.privateKey);
  return {
    paymentId,
    amountFils,
    signed: { document, keyId: kiosk.keyId, signature: signature.toString('base64url') },
  };
};
