import type { ReversalDocument, ReversalOutcome } from '../../contract/gateway.ts';
import {
  type PaymentDocument,
  paymentDocumentSchema,
  type SignedDocument,
} from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, DatabaseTransaction, Day } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
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
  writing(db, nowMs, async (transaction) => {
    // Locked, so that of concurrent reversals the second finds what the first recorded.
    const registered = await transaction
      .selectFrom('payment_registry')
      .select(['kiosk_id', 'received_on'])
      .where('payment_id', '=', document.paymentId)
      .forUpdate()
      .executeTakeFirst();
    if (registered?.kiosk_id !== document.kioskId) return fail({ code: 'notFound' });

    const before = await transaction
      .selectFrom('reversal')
      .select(['document', 'outcome'])
      .where('payment_id', '=', document.paymentId)
      .executeTakeFirst();
    if (before !== undefined)
      return before.document === signed.document
        ? ok({ first: false, text: before.outcome })
        : fail({ code: 'documentDiffers' });

    const paid = await paymentOf(transaction, document.paymentId, registered.received_on);
    const wrong = reversalContradiction(document, paid.lines, paid.document);
    if (wrong !== null) return fail({ code: 'documentInvalid', detail: wrong });
    return ok({ first: true, text: await settle(transaction, signed, document, paid, nowMs) });
  });

type PaidPayment = { readonly lines: readonly RefusedLine[]; readonly document: PaymentDocument };

const paymentOf = async (
  transaction: DatabaseTransaction,
  paymentId: string,
  receivedOn: Day,
): Promise<PaidPayment> => {
  const { document } = await transaction
    .selectFrom('payment')
    .select('document')
    .where('payment_id', '=', paymentId)
    .where('received_on', '=', receivedOn)
    .executeTakeFirstOrThrow();
  const lines = await transaction
    .selectFrom('payment_line')
    .select(['line_id', 'service_id', 'amount_fils', 'status'])
    .where('payment_id', '=', paymentId)
    .where('received_on', '=', receivedOn)
    .orderBy('line_id')
    .execute();
  return { lines, document: paymentDocumentSchema.parse(JSON.parse(document)) };
};

const settle = async (
  transaction: DatabaseTransaction,
  signed: SignedDocument,
  document: ReversalDocument,
  paid: PaidPayment,
  nowMs: number,
): Promise<string> => {
  const status: 'reversed' | 'refunded' = document.kind === 'terminal' ? 'reversed' : 'refunded';
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
  const movements = paid.lines
    .filter((line) => line.status === 'refused')
    .map((line) => ({
      paymentId: document.paymentId,
      lineId: line.line_id,
      amountFils: line.amount_fils,
      serviceId: line.service_id,
      paidMs: Date.parse(paid.document.authorisedAt),
      kind: status,
    }));
  await recordTransfers(transaction, document.kioskId, movements, nowMs);
  await recordAudit(
    transaction,
    [
      {
        subject: document.paymentId,
        actor: document.kioskId,
        action: 'reversalRecorded',
        detail: status,
      },
    ],
    nowMs,
  );
  return text;
};
