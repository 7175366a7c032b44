import type { PaymentOutcome } from '../../contract/gateway.ts';
import type { PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { recordTransfers } from '../ledger/transfers.ts';
import { postLines } from './post-lines.ts';

/** `text` is the answer byte for byte, the same for ever. */
export type Recorded = { readonly first: boolean; readonly text: string };

/**
 * Records a payment once for ever. The id is taken first: a concurrent request with the same id
 * waits on that row until this one is committed, then finds its document and its answer.
 */
export const recordPayment = (
  db: Database,
  signed: SignedDocument,
  document: PaymentDocument,
  nowMs: number,
): Promise<Result<Recorded, 'documentDiffers'>> =>
  db.transaction().execute(async (transaction) => {
    const taken = await transaction
      .insertInto('payment')
      .values({
        payment_id: document.paymentId,
        kiosk_id: document.kioskId,
        document: signed.document,
        signature: signed.signature,
        total_fils: document.totalFils,
        slip_code_hash: document.slipCodeHash,
        recorded_at_ms: nowMs,
      })
      .onConflict((c) => c.column('payment_id').doNothing())
      .executeTakeFirst();
    if (taken.numInsertedOrUpdatedRows !== 1n) return recordedBefore(transaction, signed, document);

    const outcome: PaymentOutcome = {
      paymentId: document.paymentId,
      recordedAt: new Date(nowMs).toISOString(),
      lines: [...(await postLines(transaction, document.lines))],
    };
    const text = JSON.stringify(outcome);
    await saveOutcome(transaction, document, outcome, text);
    await recordTransfers(transaction, document.paymentId, movementsOf(document, outcome), nowMs);
    await transaction
      .deleteFrom('bill_hold')
      .where('payment_id', '=', document.paymentId)
      .where('kiosk_id', '=', document.kioskId)
      .execute();
    return ok({ first: true, text });
  });

const recordedBefore = async (
  transaction: DatabaseTransaction,
  signed: SignedDocument,
  { paymentId }: PaymentDocument,
): Promise<Result<Recorded, 'documentDiffers'>> => {
  const stored = await transaction
    .selectFrom('payment')
    .innerJoin('payment_outcome', 'payment_outcome.payment_id', 'payment.payment_id')
    .select(['payment.document', 'payment_outcome.outcome'])
    .where('payment.payment_id', '=', paymentId)
    .executeTakeFirstOrThrow();
  return stored.document === signed.document
    ? ok({ first: false, text: stored.outcome })
    : fail('documentDiffers');
};

const saveOutcome = async (
  transaction: DatabaseTransaction,
  { paymentId, lines }: PaymentDocument,
  outcome: PaymentOutcome,
  text: string,
): Promise<void> => {
  await transaction
    .insertInto('payment_outcome')
    .values({ payment_id: paymentId, outcome: text })
    .execute();
  await transaction
    .insertInto('payment_line')
    .values(
      lines.map((line, index) => {
        const result = outcome.lines[index];
        return {
          payment_id: paymentId,
          line_id: line.lineId,
          service_id: line.serviceId,
          bill_id: line.billId,
          amount_fils: line.amountFils,
          status: result?.status ?? 'refused',
          reason: result?.status === 'refused' ? result.reason : null,
          posting_number: result?.status === 'posted' ? result.postingNumber : null,
        };
      }),
    )
    .execute();
};

const movementsOf = (
  { lines }: PaymentDocument,
  outcome: PaymentOutcome,
): Parameters<typeof recordTransfers>[2] =>
  lines.map((line, index) => ({
    lineId: line.lineId,
    amountFils: line.amountFils,
    serviceId: line.serviceId,
    kind: outcome.lines[index]?.status ?? 'refused',
  }));
