import type { Rows } from '../port.ts';
import type { BillRow } from '../rows.ts';
import { type Changes, mustBe } from './changes.ts';
import { accountKey, type Tables } from './tables.ts';

const MOST = 99;

export const openBills = (
  { account, bill }: Tables,
  serviceId: string,
  reference: string,
): readonly BillRow[] =>
  (account.get(accountKey(serviceId, reference))?.billIds ?? [])
    .flatMap((id) => bill.get(id) ?? [])
    .filter((row) => row.paid_fils < row.amount_fils)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .slice(0, MOST);

const order = (row: BillRow): string => `${row.due_date} ${row.bill_id}`;

type BillRows = Pick<Rows, 'lockBills' | 'setPaid' | 'holdsOn' | 'hold' | 'release'>;

/** Nothing is locked: no other transaction runs meanwhile. */
export const billRows = (tables: Tables, { set, remove }: Changes): BillRows => ({
  lockBills: (ids) => new Map(ids.flatMap((id) => entryOf(tables.bill, id))),
  setPaid: (paid) => {
    for (const [id, paid_fils] of paid) {
      const bill = tables.bill.get(id);
      if (bill === undefined) continue;
      mustBe(paid_fils >= 0 && paid_fils <= bill.amount_fils, 'bill_never_overpaid');
      set(tables.bill, id, { ...bill, paid_fils, rival_pays_first: false });
    }
  },
  holdsOn: (billIds) => billIds.flatMap((id) => tables.hold.get(id) ?? []),
  hold: (billIds, hold) => {
    for (const bill_id of billIds) {
      const bill = tables.bill.get(bill_id);
      if (bill === undefined) throw new Error('a bill that is not there cannot be held');
      set(tables.hold, bill_id, { bill_id, ...hold });
      set(tables.bill, bill_id, { ...bill, fence: hold.fence });
    }
  },
  release: ({ kioskId, paymentIds, billIds }) => {
    const holds = (billIds ?? [...tables.hold.keys()])
      .flatMap((id) => tables.hold.get(id) ?? [])
      .filter((row) => row.kiosk_id === kioskId && paymentIds.includes(row.payment_id));
    const ids = new Set(holds.map(({ bill_id }) => bill_id));
    for (const id of ids) remove(tables.hold, id);
    return ids.size;
  },
});

const entryOf = <V>(
  table: ReadonlyMap<string, V>,
  id: string,
): readonly (readonly [string, V])[] => {
  const row = table.get(id);
  return row === undefined ? [] : [[id, row]];
};
