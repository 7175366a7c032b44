import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../database/schema.ts';
import type { Rows } from '../port.ts';
import type { Day } from '../rows.ts';
import type { DaySums } from '../sums.ts';

type SettlementRows = Pick<
  Rows,
  'daySums' | 'addSettlementDay' | 'settlementDay' | 'addSettlementLines'
>;

export const settlementRows = (transaction: DatabaseTransaction): SettlementRows => ({
  daySums: (day) => daySums(transaction, day),
  addSettlementDay: async (day) => {
    const claimed = await transaction
      .insertInto('settlement_day')
      .values(day)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    return claimed.numInsertedOrUpdatedRows === 1n;
  },
  settlementDay: (day) =>
    transaction
      .selectFrom('settlement_day')
      .selectAll()
      .where('received_on', '=', day)
      .executeTakeFirstOrThrow(),
  addSettlementLines: async (day) => {
    await sql`
      insert into settlement_line (received_on, service_id, channel, paid_on, kind, lines, fils)
      select received_on, service_id, channel, paid_on, kind, count(*), sum(amount_fils)
        from ledger_transfer where received_on = ${day}::date
        group by received_on, service_id, channel, paid_on, kind`.execute(transaction);
  },
});

const daySums = async (transaction: DatabaseTransaction, day: Day): Promise<DaySums> => {
  const charged = await sql<{ charges: number; fils: number }>`
    select count(*)::bigint as charges, coalesce(sum(total_fils), 0)::bigint as fils
      from payment where received_on = ${day}::date`.execute(transaction);
  const moved = await sql<{ posted: number; refused: number; returned: number; clearing: number }>`
    select coalesce(sum(amount_fils) filter (where kind = 'posted'), 0)::bigint as posted,
      coalesce(sum(amount_fils) filter (where kind = 'refused'), 0)::bigint as refused,
      coalesce(sum(amount_fils) filter (where kind in ('reversed', 'refunded')), 0)::bigint
        as returned,
      coalesce(sum(case when debit_account = 'cardClearing' then amount_fils
        when credit_account = 'cardClearing' then -amount_fils else 0 end), 0)::bigint as clearing
      from ledger_transfer where received_on = ${day}::date`.execute(transaction);
  const [documents] = charged.rows;
  const [ledger] = moved.rows;
  if (documents === undefined || ledger === undefined) throw new Error('a sum has no row');
  return {
    charges: documents.charges,
    chargedFils: documents.fils,
    postedFils: ledger.posted,
    refusedFils: ledger.refused,
    returnedFils: ledger.returned,
    clearingFils: ledger.clearing,
  };
};
