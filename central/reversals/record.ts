import type { ReversalDocument, ReversalOutcome } from '../../contract/gateway.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { recordTransfers } from '../ledger/transfers.ts';
import { type RefusedLine, reversalContradiction } from './check-document.ts';

export type ReversalProblem =
  | { readonly code: 'notFound' }
  | { readonly code: 'documentDiffers' }
  | { readonly code: 'documentInvalid'; readonly detail: string };

/** `text` is the answer byte for byte, the same for ever. */
export type RecordedReversal = { readonly first: boolean; readonly text: string };

/**
 * Records once for ever how a payment's refused money goes back. `terminal`: the card was reversed
 * there already. `refund`: central pays back; this reference service settles that at once.
 */
export const recordReversal = (
  db: Database,
  signed: SignedDocument,
  document: ReversalDocument,
  nowMs: number,
): Promise<Result<RecordedReversal, ReversalProblem>> =>
  db.transaction().execute(async (transaction) => {
    const payment = await transaction
      .selectFrom('payment')
      .select(['kiosk_id', 'document'])
      .where('payment_id', '=', document.paymentId)
      .forUpdate()
      .executeTakeFirst();
    if (payment?.kiosk_id !== document.kioskId) return fail({ code: 'notFound' });

    const before = await transaction
      .selectFrom('reversal')
      .select(['document', 'outcome'])
      .where('payment_id', '=', document.paymentId)
      .executeTakeFirst();
    if (before !== undefined)
      return before.document === signed.document
        ? ok({ first: false, text: before.outcome })
        : fail({ code: 'documentDiffers' });

    const lines = await linesOf(transaction, document.paymentId);
    const wrong = reversalContradiction(document, lines, payment.document);
    if (wrong !== null) return fail({ code: 'documentInvalid', detail: wrong });
    return ok({ first: true, text: await settle(transaction, signed, document, lines, nowMs) });
  });

const linesOf = (
  transaction: DatabaseTransaction,
  paymentId: string,
): Promise<readonly RefusedLine[]> =>
  transaction
    .selectFrom('payment_line')
    .select(['line_id', 'service_id', 'amount_fils', 'status'])
    .where('payment_id', '=', paymentId)
    .orderBy('line_id')
    .execute();

const settle = async (
  transaction: DatabaseTransaction,
  signed: SignedDocument,
  document: ReversalDocument,
  lines: readonly RefusedLine[],
  nowMs: number,
): Promise<string> => {
  const status = document.kind === 'terminal' ? 'reversed' : 'refunded';
  const outcome: ReversalOutcome = {
    paymentId: document.paymentId,
    status,
    amountFils: document.amountFils,
  };
  const text = JSON.stringify(outcome);
  await transaction
    .insertInto('reversal')
    .values({
      payment_id: document.paymentId,
      kind: document.kind,
      document: signed.document,
      signature: signed.signature,
      amount_fils: document.amountFils,
      outcome: text,
      recorded_at_ms: nowMs,
    })
    .execute();
  const movements = lines
    .filter((line) => line.status === 'refused')
    .map(
      (line) =>
        ({
          lineId: line.line_id,
          amountFils: line.amount_fils,
          serviceId: line.service_id,
          kind: status,
        }) as const,
    );
  await recordTransfers(transaction, document.paymentId, movements, nowMs);
  return text;
};
