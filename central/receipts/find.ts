import { createHash } from 'node:crypto';
import {
  type CentralReceipt,
  type PaymentOutcome,
  paymentOutcomeSchema,
} from '../../contract/gateway.ts';
import { readSlipCode } from '../../contract/ids.ts';
import { type PaymentDocument, paymentDocumentSchema } from '../../contract/payment.ts';
import type { Database } from '../database/schema.ts';

/** The receipt this slip code opens, at whichever kiosk it is asked; `null` where it opens none. */
export const findReceipt = async (
  db: Database,
  typedCode: string,
): Promise<CentralReceipt | null> => {
  const code = readSlipCode(typedCode);
  if (code === null) return null;
  const row = await db
    .selectFrom('slip_code')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.payment_id', '=', 'slip_code.payment_id')
        .onRef('payment.received_on', '=', 'slip_code.received_on'),
    )
    .innerJoin('payment_outcome', 'payment_outcome.payment_id', 'slip_code.payment_id')
    .select(['payment.document', 'payment_outcome.outcome'])
    .where('slip_code_hash', '=', createHash('sha256').update(code).digest('hex'))
    .orderBy('payment.recorded_at_ms')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : receiptOf(
        paymentDocumentSchema.parse(JSON.parse(row.document)),
        paymentOutcomeSchema.parse(JSON.parse(row.outcome)),
      );
};

const receiptOf = (document: PaymentDocument, outcome: PaymentOutcome): CentralReceipt => ({
  paymentId: document.paymentId,
  kioskId: document.kioskId,
  authorisedAt: document.authorisedAt,
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

const SHOWN_DIGITS = 3;

/** `900101123` → `******123`. */
export const maskReference = (reference: string): string => {
  const shown = reference.slice(-SHOWN_DIGITS);
  return shown.padStart(reference.length, '*');
};
