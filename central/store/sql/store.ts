import { sql } from 'kysely';
import { recordAudit } from '../../audit/record.ts';
import type { Database, DatabaseTransaction } from '../../database/schema.ts';
import { writing } from '../../database/writing.ts';
import type { Rows, Store } from '../port.ts';
import { billRows, openBills, payerName } from './bills.ts';
import { documentKey, kioskKeys, kioskRows, revokedKeys, useNonce } from './kiosks.ts';
import { paymentRows } from './payments.ts';
import { receipt } from './receipts.ts';
import { reversalRows } from './reversals.ts';
import { settlementRows } from './settlement.ts';
import { kioskTotals, ledgerTotals } from './totals.ts';

/** The store on PostgreSQL or PGlite. It does not own the database. */
export const sqlStore = (db: Database): Store => ({
  write: (nowMs, work) => writing(db, nowMs, (transaction) => work(rowsOf(transaction))),
  check: async () => {
    await sql`select 1`.execute(db);
  },
  kioskKeys: (kioskId) => kioskKeys(db, kioskId),
  revokedKeys: (kioskId) => revokedKeys(db, kioskId),
  documentKey: (kioskId, keyId) => documentKey(db, kioskId, keyId),
  useNonce: (use, nowMs) => useNonce(db, use, nowMs),
  payerName: (serviceId, reference) => payerName(db, serviceId, reference),
  openBills: (serviceId, reference) => openBills(db, serviceId, reference),
  receipt: (slipCodeHash) => receipt(db, slipCodeHash),
  kioskTotals: (kioskId) => kioskTotals(db, kioskId),
  ledgerTotals: () => ledgerTotals(db),
});

/** The rows of a transaction that writes tables beside the books too. */
export const rowsOf = (transaction: DatabaseTransaction): Rows => ({
  ...paymentRows(transaction),
  ...reversalRows(transaction),
  ...billRows(transaction),
  ...settlementRows(transaction),
  ...kioskRows(transaction),
  audit: (entries, nowMs) => recordAudit(transaction, entries, nowMs),
});
