import { sql } from 'kysely';
import type { Database } from '../../central/database/schema.ts';

export type InLedger = {
  readonly payments: number;
  readonly distinct: number;
  readonly postedLines: number;
  readonly fils: number;
  readonly billsPaidTwice: number;
};

/** What central holds of the drained payments, from its tables. */
export const readLedger = async (db: Database): Promise<InLedger> => {
  const { rows } = await sql<Record<keyof InLedger, string>>`
    select count(*) as payments, count(distinct l.payment_id) as distinct,
      count(*) filter (where l.status = 'posted') as "postedLines",
      coalesce(sum(l.amount_fils) filter (where l.status = 'posted'), 0) as fils,
      count(*) - count(distinct l.bill_id) as "billsPaidTwice"
    from payment_line l where l.bill_id like 'DRAIN-%'`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('unreachable');
  return {
    payments: Number(row.payments),
    distinct: Number(row.distinct),
    postedLines: Number(row.postedLines),
    fils: Number(row.fils),
    billsPaidTwice: Number(row.billsPaidTwice),
  };
};

/** Every payment posted, none twice, worth exactly that. */
export const isRight = (found: InLedger, payments: number, fils: number): boolean =>
  found.payments === payments &&
  found.distinct === payments &&
  found.postedLines === payments &&
  found.billsPaidTwice === 0 &&
  found.fils === fils;
