import { sql } from 'kysely';
import type { KioskTotals } from '../../../contract/gateway.ts';
import type { Database } from '../../database/schema.ts';
import { type LedgerTotals, NOTHING, type Total } from '../sums.ts';

/** What central has of one kiosk, in the words of the contract. */
export const kioskTotals = async (db: Database, kioskId: string): Promise<KioskTotals> => {
  const payments = await db
    .selectFrom('payment')
    .where('kiosk_id', '=', kioskId)
    .select([
      sql<number>`count(*)::bigint`.as('count'),
      sql<number>`coalesce(sum(total_fils), 0)::bigint`.as('fils'),
    ])
    .executeTakeFirst();
  const kinds = await db
    .selectFrom('ledger_transfer')
    .where('kiosk_id', '=', kioskId)
    .groupBy('kind')
    .select([
      'kind',
      sql<number>`count(*)::bigint`.as('count'),
      sql<number>`sum(amount_fils)::bigint`.as('fils'),
    ])
    .execute();
  const of = (wanted: (typeof kinds)[number]['kind']): Total => {
    const row = kinds.find(({ kind }) => kind === wanted);
    return row === undefined ? NOTHING : { count: row.count, fils: row.fils };
  };
  return {
    kioskId,
    payments: payments ?? NOTHING,
    posted: of('posted'),
    refused: of('refused'),
    reversed: of('reversed'),
    refunded: of('refunded'),
  };
};

/** The whole ledger's balances, for tests and auditors; reads only. */
export const ledgerTotals = async (db: Database): Promise<LedgerTotals> => {
  const { rows } = await sql<{ account: string; fils: number }>`
    select account, sum(amount_fils)::bigint as fils
      from ledger_entry group by account order by account`.execute(db);
  const payments = await db
    .selectFrom('payment')
    .select([
      sql<number>`count(*)::bigint`.as('count'),
      sql<number>`coalesce(sum(total_fils), 0)::bigint`.as('fils'),
    ])
    .executeTakeFirst();
  return {
    accounts: Object.fromEntries(rows.map(({ account, fils }) => [account, fils])),
    sumFils: rows.reduce((sum, { fils }) => sum + fils, 0),
    payments: payments ?? NOTHING,
  };
};
