import { paymentDocumentSchema } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { transfersOf } from '../ledger/transfers.ts';
import { rowsOf } from '../store/sql/store.ts';

export type RefundProblem =
  | 'unknownPayment'
  /** That line was refused, or there is none: refused money goes back by itself. */
  | 'notPosted';

type Asked = {
  readonly paymentId: string;
  readonly lineId: number;
  readonly because: string;
  readonly by: string;
  readonly nowMs: number;
};

/**
 * Gives back what was recorded, once two operators want it: the ledger owes the ministry so much less and the
 * card so much more. The bill stays as the ministry has it, and the kiosk's journal as it is.
 */
export const refundLine = (
  db: Database,
  asked: Asked,
): Promise<Result<'awaitsSecond' | 'refunded', RefundProblem>> =>
  writing(db, asked.nowMs, async (transaction) => {
    const { paymentId, lineId, by, nowMs } = asked;
    const rows = rowsOf(transaction);
    // Locked, so that of two second operators one finds what the other did.
    const registered = await rows.lockPayment(paymentId);
    if (registered === null) return fail('unknownPayment');
    const { document, lines } = await rows.paymentOf(paymentId, registered.receivedOn);
    const line = lines.find((each) => each.line_id === lineId);
    if (line?.status !== 'posted') return fail('notPosted');
    const standing = await wishOf(transaction, asked);
    if (standing === null) return ok('awaitsSecond');
    if (standing.refunded_at_ms !== null) return ok('refunded');
    if (standing.wished_by === by) return ok('awaitsSecond');
    await transaction
      .updateTable('desk_refund')
      .set({ refunded_by: by, refunded_at_ms: nowMs })
      .where('payment_id', '=', paymentId)
      .where('line_id', '=', lineId)
      .execute();
    const payment = paymentDocumentSchema.parse(JSON.parse(document));
    const movement = {
      ...line,
      kind: 'refunded',
      paidMs: Date.parse(payment.authorisedAt),
    } as const;
    const received = { kioskId: registered.kioskId, receivedOn: bahrainDay(nowMs), atMs: nowMs };
    await rows.addTransfers(received, transfersOf([movement], nowMs));
    const detail = `line ${String(lineId)}, after ${standing.wished_by}`;
    const entry = { subject: paymentId, actor: by, action: 'deskRefunded', detail } as const;
    await recordAudit(transaction, [entry], nowMs);
    return ok('refunded');
  });

/** The wish that stands; `null`: this one is the first. */
const wishOf = async (
  transaction: DatabaseTransaction,
  { paymentId, lineId, because, by, nowMs }: Asked,
): Promise<{ readonly wished_by: string; readonly refunded_at_ms: number | null } | null> => {
  const standing = await transaction
    .selectFrom('desk_refund')
    .select(['wished_by', 'refunded_at_ms'])
    .where('payment_id', '=', paymentId)
    .where('line_id', '=', lineId)
    .executeTakeFirst();
  if (standing !== undefined) return standing;
  const wish = { payment_id: paymentId, line_id: lineId, because, wished_by: by };
  await transaction
    .insertInto('desk_refund')
    .values({ ...wish, wished_at_ms: nowMs, refunded_by: null, refunded_at_ms: null })
    .execute();
  const detail = `line ${String(lineId)}: ${because}`;
  const entry = { subject: paymentId, actor: by, action: 'deskRefundWished', detail } as const;
  await recordAudit(transaction, [entry], nowMs);
  return null;
};
