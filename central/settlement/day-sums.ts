import { sql } from 'kysely';
import type { DatabaseTransaction, Day } from '../database/schema.ts';

/** One day by central's own clock, in fils. Two ways to the same money: documents and ledger. */
export type DaySums = {
  /** From the documents: how many cards were charged, and how much. */
  readonly charges: number;
  readonly chargedFils: number;
  /** From the ledger's kinds. */
  readonly postedFils: number;
  readonly refusedFils: number;
  /** Reversed at the terminal or refunded on this day, whenever it was charged. */
  readonly returnedFils: number;
  /** From the ledger's accounts: what the acquirer came to owe on this day. */
  readonly clearingFils: number;
};

export const daySums = async (transaction: DatabaseTransaction, day: Day): Promise<DaySums> => {
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
