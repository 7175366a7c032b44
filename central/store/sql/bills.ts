import { sql } from 'kysely';
import type { Bilingual } from '../../../contract/language.ts';
import type { Database, DatabaseTransaction } from '../../database/schema.ts';
import type { Rows } from '../port.ts';
import type { BillRow, HoldRow } from '../rows.ts';

export const payerName = async (
  db: Database,
  serviceId: string,
  reference: string,
): Promise<Bilingual | null> => {
  const account = await db
    .selectFrom('account')
    .select(['payer_name as en', 'payer_name_ar as ar'])
    .where('service_id', '=', serviceId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  return account ?? null;
};

export const openBills = (
  db: Database,
  serviceId: string,
  reference: string,
): Promise<readonly BillRow[]> =>
  db
    .selectFrom('bill')
    .selectAll()
    .where('service_id', '=', serviceId)
    .where('reference', '=', reference)
    .whereRef('paid_fils', '<', 'amount_fils')
    .orderBy('due_date')
    .orderBy('bill_id')
    .limit(99)
    .execute();

type BillRows = Pick<Rows, 'lockBills' | 'setPaid' | 'holdsOn' | 'hold' | 'release'>;

export const billRows = (transaction: DatabaseTransaction): BillRows => ({
  /**
   * Always in the order of their ids, so that two payments with the same bills wait for each other
   * instead of deadlocking.
   */
  lockBills: async (ids) => {
    const { rows } = await sql<BillRow>`select * from lock_bills(${ids}::text[])`.execute(
      transaction,
    );
    return new Map(rows.map((row) => [row.bill_id, row]));
  },
  setPaid: async (paid) => {
    const [ids, fils] = [[...paid.keys()], [...paid.values()]];
    await sql`select set_paid(${ids}::text[], ${fils}::bigint[])`.execute(transaction);
  },
  holdsOn: (billIds) =>
    transaction.selectFrom('bill_hold').selectAll().where('bill_id', 'in', billIds).execute(),
  hold: (billIds, hold) => writeHolds(transaction, billIds, hold),
  // By bill where they are told, as holds are found.
  release: async ({ kioskId, paymentIds, billIds }) => {
    const bills = billIds === undefined ? sql`` : sql`and bill_id = any(${billIds}::text[])`;
    const { numAffectedRows = 0n } = await sql`
      delete from bill_hold
        where kiosk_id = ${kioskId} and payment_id = any(${paymentIds}::uuid[]) ${bills}`.execute(
      transaction,
    );
    return Number(numAffectedRows);
  },
});

const writeHolds = async (
  transaction: DatabaseTransaction,
  billIds: readonly string[],
  hold: Omit<HoldRow, 'bill_id'>,
): Promise<void> => {
  await transaction
    .insertInto('bill_hold')
    .values(billIds.map((bill_id) => ({ bill_id, ...hold })))
    .onConflict((c) => c.column('bill_id').doUpdateSet(hold))
    .execute();
  await transaction
    .updateTable('bill')
    .set({ fence: hold.fence })
    .where('bill_id', 'in', billIds)
    .execute();
};
