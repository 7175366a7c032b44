import type { KioskTotals } from '../../../contract/gateway.ts';
import type { TransferRow } from '../rows.ts';
import type { LedgerTotals } from '../sums.ts';
import type { Tables } from './tables.ts';

export const addFils = (rows: readonly Pick<TransferRow, 'amount_fils'>[]): number =>
  rows.reduce((sum, { amount_fils }) => sum + amount_fils, 0);

export const kioskTotals = (tables: Tables, kioskId: string): KioskTotals => {
  const payments = [...tables.payment.values()].filter((row) => row.kiosk_id === kioskId);
  const transfers = [...tables.transfer.values()].filter((row) => row.kiosk_id === kioskId);
  const of = (kind: TransferRow['kind']): { count: number; fils: number } => {
    const rows = transfers.filter((row) => row.kind === kind);
    return { count: rows.length, fils: addFils(rows) };
  };
  return {
    kioskId,
    payments: {
      count: payments.length,
      fils: payments.reduce((sum, { total_fils }) => sum + total_fils, 0),
    },
    posted: of('posted'),
    refused: of('refused'),
    reversed: of('reversed'),
    refunded: of('refunded'),
  };
};

export const ledgerTotals = (tables: Tables): LedgerTotals => {
  const balances = new Map<string, number>();
  const move = (account: string, fils: number): void => {
    balances.set(account, (balances.get(account) ?? 0) + fils);
  };
  for (const row of tables.transfer.values()) {
    move(row.debit_account, row.amount_fils);
    move(row.credit_account, -row.amount_fils);
  }
  const payments = [...tables.payment.values()];
  return {
    accounts: Object.fromEntries([...balances].sort(([a], [b]) => (a < b ? -1 : 1))),
    sumFils: [...balances.values()].reduce((sum, fils) => sum + fils, 0),
    payments: {
      count: payments.length,
      fils: payments.reduce((sum, { total_fils }) => sum + total_fils, 0),
    },
  };
};
