import { createHash, randomBytes } from 'node:crypto';
import { makePaymentId, makeSlipCode, type PaymentId } from '../../contract/ids.ts';
import { type PaymentDocument, paymentDocumentSchema } from '../../contract/payment.ts';
import type { ReversalDocument } from '../../contract/gateway.ts';

const AUTHORISED_MS = Date.UTC(2026, 10, 22, 9, 0, 0);

export type LineDraft = {
  readonly billId: string;
  readonly reference: string;
  readonly amountFils: number;
  readonly serviceId?: string;
};

export const newPaymentId = (): PaymentId => makePaymentId(AUTHORISED_MS, randomBytes);

/** A payment document whose sums are right, with the slip code that opens its receipt. */
export const paymentOf = (
  kioskId: string,
  lines: readonly LineDraft[],
  paymentId: PaymentId = newPaymentId(),
): { document: PaymentDocument; slipCode: string } => {
  const slipCode = makeSlipCode(randomBytes);
  const totalFils = lines.reduce((sum, { amountFils }) => sum + amountFils, 0);
  const document = paymentDocumentSchema.parse({
    v: 1,
    paymentId,
    kioskId,
    sequence: 1,
    authorisedAt: new Date(AUTHORISED_MS).toISOString(),
    clockQuality: 'synchronised',
    language: 'ar',
    lines: lines.map((line, index) => ({ lineId: index + 1, serviceId: 'ewa', ...line })),
    totalFils,
    authorisation: {
      amountFils: totalFils,
      scheme: 'VISA',
      lastFour: '4242',
      authorisationCode: '048213',
      terminalId: '52500038',
      trace: '000124',
      receiptNumber: '0031',
      terminalDate: '1122',
      terminalTime: '120000',
    },
    slipCodeHash: createHash('sha256').update(slipCode).digest('hex'),
  });
  return { document, slipCode };
};

/** The reversal of those lines of a payment, as the kiosk would ask for it. */
export const reversalOf = (
  payment: PaymentDocument,
  kind: ReversalDocument['kind'],
  lineIds: readonly number[],
): ReversalDocument => ({
  v: 1,
  paymentId: payment.paymentId,
  kioskId: payment.kioskId,
  kind,
  lineIds: [...lineIds],
  amountFils: payment.lines
    .filter(({ lineId }) => lineIds.includes(lineId))
    .reduce((sum, { amountFils }) => sum + amountFils, 0) as ReversalDocument['amountFils'],
  originalTrace: payment.authorisation.trace,
  reversalTrace: kind === 'terminal' ? '000125' : null,
  requestedAt: new Date(AUTHORISED_MS + 60_000).toISOString(),
});
