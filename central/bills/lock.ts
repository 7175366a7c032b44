import { sql } from 'kysely';
import type { BillRow, DatabaseTransaction } from '../database/schema.ts';

/**
 * Locks these bills until the transaction ends, always in the order of their ids, so that two
 * payments with the same bills wait for each other instead of deadlocking. Unknown ids are absent.
 */
export const lockBills = async (
  transaction: DatabaseTransaction,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, BillRow>> => {
  const { rows } = await sql<BillRow>`select * from lock_bills(${billIds}::text[])`.execute(
    transaction,
  );
  return new Map(rows.map((row) => [row.bill_id, row]));
};
