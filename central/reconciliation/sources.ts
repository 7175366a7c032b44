import { sql } from 'kysely';
import { dayReportSchema, type DayReport } from '../../contract/reconciliation.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import type { DatabaseTransaction, Day } from '../database/schema.ts';
import type { Journalled, Posted, Settled } from './compare.ts';

/** A terminal tells no year: nothing that central received later than this is of that day. */
const WITHIN_DAYS = 300;

/** `1122`, from `1122` (ZVT) and from `2026-11-22` (nexo) alike. */
const monthDay = (date: string): string => date.replaceAll('-', '').slice(-4);

export const settledOn = async (
  transaction: DatabaseTransaction,
  day: Day,
): Promise<readonly Settled[]> => {
  const rows = await transaction
    .selectFrom('acquirer_transaction')
    .selectAll()
    .where('day', '=', day)
    .orderBy('line')
    .execute();
  return rows.map((row) => ({
    line: row.line,
    terminalId: row.terminal_id,
    trace: row.trace,
    receipt: row.receipt,
    kind: row.kind,
    originalTrace: row.original_trace,
    fils: row.amount_fils,
    time: row.time,
  }));
};

/** Day reports that can name transactions of that day: closed on it or later. */
export const reportsAround = async (
  transaction: DatabaseTransaction,
  day: Day,
): Promise<readonly DayReport[]> => {
  const rows = await transaction
    .selectFrom('kiosk_day')
    .select('document')
    .where('received_at_ms', '>=', dayStartMs(addDays(day, -1)))
    .where('received_at_ms', '<', dayStartMs(addDays(day, WITHIN_DAYS)))
    .orderBy('number')
    .execute();
  return rows.map(({ document }) => dayReportSchema.parse(JSON.parse(document)));
};

export const journalledOn = (reports: readonly DayReport[], day: Day): readonly Journalled[] =>
  reports.flatMap(({ kioskId, entries }) =>
    entries.flatMap(({ transaction, paymentId, amountFils, standing }) =>
      transaction === null || monthDay(transaction.terminalDate) !== monthDay(day)
        ? []
        : [
            {
              kioskId,
              paymentId,
              terminalId: transaction.terminalId,
              trace: transaction.trace,
              fils: amountFils,
              standing,
            },
          ],
    ),
  );

/** Payments that were authorised at their terminal on that day, whenever central heard of them. */
export const postedOn = async (
  transaction: DatabaseTransaction,
  day: Day,
): Promise<readonly Posted[]> => {
  const { rows } = await sql<Omit<Posted, 'fils'> & { fils: number }>`
    select p.payment_id as "paymentId", p.kiosk_id as "kioskId", p.total_fils as fils,
        p.document::jsonb #>> '{authorisation,terminalId}' as "terminalId",
        p.document::jsonb #>> '{authorisation,trace}' as trace,
        coalesce(r.kind = 'terminal', false) as reversed
      from payment p left join reversal r on r.payment_id = p.payment_id
      where p.received_on >= ${addDays(day, -1)}::date
        and p.received_on < ${addDays(day, WITHIN_DAYS)}::date
        and right(replace(p.document::jsonb #>> '{authorisation,terminalDate}', '-', ''), 4)
          = ${monthDay(day)}`.execute(transaction);
  return rows;
};

export type Owed = {
  readonly paymentId: string;
  readonly kioskId: string;
  readonly fils: number;
  readonly reasons: string;
};

/** What was refused before `beforeMs` and has not been given back. */
export const refundsOwed = async (
  transaction: DatabaseTransaction,
  beforeMs: number,
): Promise<readonly Owed[]> => {
  const { rows } = await sql<Owed>`
    select t.payment_id as "paymentId", min(t.kiosk_id) as "kioskId",
        sum(t.amount_fils)::bigint as fils,
        (select string_agg(distinct l.reason, ', ') from payment_line l
          where l.payment_id = t.payment_id) as reasons
      from ledger_transfer t
      where t.kind = 'refused' and t.recorded_at_ms < ${beforeMs}
        and not exists (select 1 from ledger_transfer b
          where b.payment_id = t.payment_id and b.line_id = t.line_id
            and b.kind in ('reversed', 'refunded'))
      group by t.payment_id`.execute(transaction);
  return rows;
};
