/** The ledger's sums read straight from a database, for auditors and tests. */
export { kioskTotals, ledgerTotals } from '../store/sql/totals.ts';
