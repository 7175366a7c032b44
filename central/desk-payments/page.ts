import type { PaymentPage } from '../../contract/console-payments.ts';
import { maskReference } from '../../contract/digits.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import type { Database } from '../database/schema.ts';
import type { Naming } from './names.ts';
import { foundOf, rowOfPayment } from './search.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** One payment with all that became of it; `null` where central never recorded it. */
export const paymentPage = async (
  db: Database,
  paymentId: PaymentId,
  nameOf: Naming,
  self: string,
): Promise<PaymentPage | null> => {
  const row = await rowOfPayment(db, paymentId);
  if (row === null) return null;
  const document = paymentDocumentSchema.parse(JSON.parse(row.document));
  const lines = await db
    .selectFrom('payment_line')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .orderBy('line_id')
    .execute();
  const refunds = await db
    .selectFrom('desk_refund')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .execute();
  const refundOf = (lineId: number): PaymentPage['lines'][number]['refund'] => {
    const refund = refunds.find((each) => each.line_id === lineId);
    if (refund === undefined) return null;
    const { because, refunded_at_ms: doneMs, wished_at_ms: wishedMs } = refund;
    if (doneMs !== null) return { state: 'done', because, at: iso(doneMs) };
    return { state: refund.wished_by === self ? 'self' : 'other', because, at: iso(wishedMs) };
  };
  const reversal = await db
    .selectFrom('reversal')
    .select(['kind', 'amount_fils', 'recorded_at_ms'])
    .where('payment_id', '=', paymentId)
    .executeTakeFirst();
  const cases = await db
    .selectFrom('case_file')
    .select(['case_id', 'kind', 'status', 'opened_at_ms'])
    .where('payment_id', '=', paymentId)
    .orderBy('opened_at_ms')
    .execute();
  const story = await db
    .selectFrom('audit')
    .select(['at_ms', 'action', 'detail'])
    .where('subject', '=', paymentId)
    .orderBy('at_ms')
    .execute();
  const { scheme, lastFour, authorisationCode, terminalId, trace, receiptNumber } =
    document.authorisation;
  return {
    found: foundOf(row, nameOf),
    lines: lines.map((line) => ({
      lineId: line.line_id,
      refund: refundOf(line.line_id),
      service: nameOf(line.service_id),
      reference: maskReference(
        document.lines.find(({ lineId }) => lineId === line.line_id)?.reference ?? '',
      ),
      fils: line.amount_fils,
      status: line.status,
      reason: line.reason,
      postingNumber: line.posting_number,
    })),
    card: { scheme, lastFour, authorisationCode, terminalId, trace, receiptNumber },
    clockQuality: document.clockQuality,
    returned: reversal === undefined ? givenBackAtDesk(lines, refunds) : returnedBy(reversal),
    cases: cases.map((one) => ({
      caseId: one.case_id,
      kind: one.kind,
      status: one.status,
      openedAt: iso(one.opened_at_ms),
    })),
    story: story.map(({ at_ms: at, action, detail }) => ({ at: iso(at), action, detail })),
  };
};

type Returned = PaymentPage['returned'];

const returnedBy = (reversal: {
  readonly kind: 'terminal' | 'refund';
  readonly amount_fils: number;
  readonly recorded_at_ms: number;
}): Returned => ({
  kind: reversal.kind,
  fils: reversal.amount_fils,
  at: iso(reversal.recorded_at_ms),
});

/** What two operators gave back of lines that were recorded; `null`: nothing. */
const givenBackAtDesk = (
  lines: readonly { readonly line_id: number; readonly amount_fils: number }[],
  refunds: readonly { readonly line_id: number; readonly refunded_at_ms: number | null }[],
): Returned => {
  const done = refunds.flatMap(({ line_id: lineId, refunded_at_ms: atMs }) =>
    atMs === null ? [] : [{ lineId, atMs }],
  );
  if (done.length === 0) return null;
  const fils = lines
    .filter((line) => done.some(({ lineId }) => lineId === line.line_id))
    .reduce((sum, line) => sum + line.amount_fils, 0);
  return { kind: 'refund', fils, at: iso(Math.max(...done.map(({ atMs }) => atMs))) };
};
