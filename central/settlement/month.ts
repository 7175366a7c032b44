import { sql } from 'kysely';
import type { Settlement, SettlementDay } from '../../contract/console-settlement.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Database, Day } from '../database/schema.ts';

const MOST_CASES = 200;

type Sums = Pick<
  SettlementDay,
  'charges' | 'chargedFils' | 'postedFils' | 'refusedFils' | 'returnedFils'
>;
type DayRow = Sums & { readonly day: Day; readonly closedMs: number | null };

/** Closed days as they were closed, the others from the documents and the ledger as they are now. */
const sumsOf = async (db: Database, from: Day, to: Day): Promise<readonly DayRow[]> => {
  const { rows } = await sql<DayRow>`
    select received_on as day, charges, charged_fils as "chargedFils", posted_fils as "postedFils",
      refused_fils as "refusedFils", returned_fils as "returnedFils", closed_at_ms as "closedMs"
      from settlement_day where received_on between ${from}::date and ${to}::date
    union all
    select day, sum(charges)::bigint, sum(charged)::bigint, sum(posted)::bigint,
      sum(refused)::bigint, sum(returned)::bigint, null
      from (
        select received_on as day, count(*) as charges, sum(total_fils) as charged,
          0 as posted, 0 as refused, 0 as returned
          from payment where received_on between ${from}::date and ${to}::date group by 1
        union all
        select received_on, 0, 0,
          coalesce(sum(amount_fils) filter (where kind = 'posted'), 0),
          coalesce(sum(amount_fils) filter (where kind = 'refused'), 0),
          coalesce(sum(amount_fils) filter (where kind in ('reversed', 'refunded')), 0)
          from ledger_transfer where received_on between ${from}::date and ${to}::date group by 1
      ) as sums
      where day not in (select received_on from settlement_day)
      group by day
    order by day`.execute(db);
  return rows;
};

const acquirerOf = async (
  db: Database,
  from: Day,
  to: Day,
): Promise<ReadonlyMap<Day, { readonly lines: number; readonly fils: number }>> => {
  const { rows } = await sql<{ day: Day; lines: number; fils: number }>`
    select file.day, file.lines, coalesce(sum(
        case when line.kind = 'payment' then amount_fils else -amount_fils end), 0)::bigint as fils
      from settlement_file as file left join acquirer_transaction as line on line.day = file.day
      where file.day between ${from}::date and ${to}::date
      group by file.day, file.lines`.execute(db);
  return new Map(rows.map(({ day, lines, fils }) => [day, { lines, fils }]));
};

/** A month of central's own days. Charged is what was posted and refused, or the day does not balance. */
export const settlementOf = async (
  db: Database,
  month: string,
  from: Day,
  to: Day,
): Promise<Settlement> => {
  const sums = await sumsOf(db, from, to);
  const acquirer = await acquirerOf(db, from, to);
  const cases = await db
    .selectFrom('case_file')
    .select(['case_id', 'day', 'kind', 'owner', 'kiosk_id', 'payment_id'])
    .where('status', '<>', 'closed')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day', 'desc')
    .limit(MOST_CASES)
    .execute();
  const days = [...new Set([...sums.map(({ day }) => day), ...acquirer.keys()])].toSorted();
  const nothing: Omit<DayRow, 'day'> = {
    closedMs: null,
    charges: 0,
    chargedFils: 0,
    postedFils: 0,
    refusedFils: 0,
    returnedFils: 0,
  };
  return {
    month,
    days: days.map((day) => {
      const { closedMs, ...found } = sums.find((one) => one.day === day) ?? nothing;
      const { charges, chargedFils, postedFils, refusedFils, returnedFils } = found;
      return {
        day,
        closedAt: closedMs === null ? null : new Date(closedMs).toISOString(),
        charges,
        chargedFils,
        postedFils,
        refusedFils,
        returnedFils,
        balances: chargedFils === postedFils + refusedFils,
        acquirer: acquirer.get(day) ?? null,
        openCases: cases.filter((one) => one.day === day).length,
      };
    }),
    cases: cases.map((one) => ({
      caseId: one.case_id,
      day: one.day,
      kind: one.kind,
      owner: one.owner,
      kioskId: one.kiosk_id,
      paymentId: one.payment_id as PaymentId | null,
    })),
  };
};
