import { createHash } from 'node:crypto';
import {
  type CentralReceipt,
  type PaymentOutcome,
  paymentOutcomeSchema,
} from '../../contract/gateway.ts';
import { maskReference } from '../../contract/digits.ts';
import { readSlipCode } from '../../contract/ids.ts';
import { type PaymentDocument, paymentDocumentSchema } from '../../contract/payment.ts';
import type { Reads } from '../store/port.ts';

/** The receipt this slip code opens, at whichever kiosk it is asked; `null` where it opens none. */
export const findReceipt = async (
  store: Pick<Reads, 'receipt'>,
  typedCode: string,
): Promise<CentralReceipt | null> => {
  const code = readSlipCode(typedCode);
  if (code === null) return null;
  const found = await store.receipt(createHash('sha256').update(code).digest('hex'));
  return found === null
    ? null
    : receiptOf(
        paymentDocumentSchema.parse(JSON.parse(found.document)),
        paymentOutcomeSchema.parse(JSON.parse(found.outcome)),
      );
};

export const receiptOf = (document: PaymentDocument, outcome: PaymentOutcome): CentralReceipt => ({
  paymentId: document.paymentId,
  kioskId: document.kioskId,
  authorisedAt: document.authorisedAt,
  clockQuality: document.clockQuality,
  recordedAt: outcome.recordedAt,
  totalFils: document.totalFils,
  scheme: document.authorisation.scheme,
  lastFour: document.authorisation.lastFour,
  authorisationCode: document.authorisation.authorisationCode,
  lines: document.lines.flatMap((line) => {
    const result = outcome.lines.find(({ lineId }) => lineId === line.lineId);
    return result === undefined
      ? []
      : [
          {
            lineId: line.lineId,
            serviceId: line.serviceId,
            reference: maskReference(line.reference),
            amountFils: line.amountFils,
            outcome: result,
          },
        ];
  }),
});
