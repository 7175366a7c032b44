import type { Rows } from '../port.ts';
import type { SettlementLineRow, TransferRow } from '../rows.ts';
import { type Changes, mustBe } from './changes.ts';
import type { Tables } from './tables.ts';
import { addFils } from './totals.ts';

type SettlementRows = Pick<
  Rows,
  'daySums' | 'addSettlementDay' | 'settlementDay' | 'addSettlementLines'
>;

export const settlementRows = (tables: Tables, { set, push }: Changes): SettlementRows => ({
  daySums: (day) => {
    const payments = [...tables.payment.values()].filter((row) => row.received_on === day);
    const transfers = [...tables.transfer.values()].filter((row) => row.received_on === day);
    const moved = (...kinds: readonly string[]): number =>
      addFils(transfers.filter(({ kind }) => kinds.includes(kind)));
    return {
      charges: payments.length,
      chargedFils: payments.reduce((sum, { total_fils }) => sum + total_fils, 0),
      postedFils: moved('posted'),
      refusedFils: moved('refused'),
      returnedFils: moved('reversed', 'refunded'),
      clearingFils:
        addFils(transfers.filter((row) => row.debit_account === 'cardClearing')) -
        addFils(transfers.filter((row) => row.credit_account === 'cardClearing')),
    };
  },
  addSettlementDay: (day) => {
    if (tables.settlementDay.has(day.received_on)) return false;
    mustBe(day.charged_fils === day.posted_fils + day.refused_fils, 'settlement_day_balances');
    set(tables.settlementDay, day.received_on, day);
    return true;
  },
  settlementDay: (day) => {
    const row = tables.settlementDay.get(day);
    if (row === undefined) throw new Error('the day is not closed');
    return row;
  },
  addSettlementLines: (day) => {
    const groups = new Map<string, SettlementLineRow>();
    for (const row of tables.transfer.values())
      if (row.received_on === day) groups.set(keyOf(row), added(groups.get(keyOf(row)), row));
    push(tables.settlementLine, ...groups.values());
  },
});

const keyOf = (row: TransferRow): string =>
  [row.service_id, row.channel, row.paid_on, row.kind].join(' ');

const added = (group: SettlementLineRow | undefined, row: TransferRow): SettlementLineRow => ({
  received_on: row.received_on,
  service_id: row.service_id,
  channel: row.channel,
  paid_on: row.paid_on,
  kind: row.kind,
  lines: (group?.lines ?? 0) + 1,
  fils: (group?.fils ?? 0) + row.amount_fils,
});
