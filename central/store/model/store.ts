import { bahrainDay } from '../../database/day.ts';
import type { Rows, Store } from '../port.ts';
import { billRows, openBills } from './bills.ts';
import { type Changes, makeChanges } from './changes.ts';
import { kioskKeys, kioskRows, useNonce } from './kiosks.ts';
import { paymentRows } from './payments.ts';
import { reversalRows } from './reversals.ts';
import { settlementRows } from './settlement.ts';
import { accountKey, addAccounts, emptyTables, type ModelAccount, type Tables } from './tables.ts';
import { kioskTotals, ledgerTotals } from './totals.ts';

export type ModelStore = Store & {
  /** The tables themselves, live: to be read between transactions, never changed. */
  readonly tables: Readonly<Tables>;
  readonly addAccounts: (accounts: readonly ModelAccount[]) => void;
};

/**
 * The store in memory, for tests and the simulation: nothing outlives the process. One thing happens
 * after another, a transaction from its beginning to its end, so that nobody sees half of one.
 */
export const modelStore = (): ModelStore => {
  const tables = emptyTables();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    tables,
    addAccounts: (accounts) => {
      addAccounts(tables, accounts);
    },
    write: (_nowMs, work) =>
      inTurn(async () => {
        const changes = makeChanges();
        try {
          return await work(rowsOf(tables, changes));
        } catch (error) {
          changes.undo();
          throw error;
        }
      }),
    check: () => inTurn(() => undefined),
    kioskKeys: (kioskId) => inTurn(() => kioskKeys(tables, kioskId)),
    revokedKeys: (kioskId) =>
      inTurn(() =>
        [...(tables.kioskKey.get(kioskId)?.values() ?? [])]
          .filter(({ revoked }) => revoked)
          .map(({ publicKey }) => publicKey),
      ),
    documentKey: (kioskId, keyId) => inTurn(() => tables.kioskKey.get(kioskId)?.get(keyId) ?? null),
    useNonce: (use, nowMs) => inTurn(() => useNonce(tables, use, nowMs)),
    payerName: (serviceId, reference) =>
      inTurn(() => tables.account.get(accountKey(serviceId, reference))?.payerName ?? null),
    openBills: (serviceId, reference) => inTurn(() => openBills(tables, serviceId, reference)),
    receipt: (hash) => inTurn(() => receipt(tables, hash)),
    kioskTotals: (kioskId) => inTurn(() => kioskTotals(tables, kioskId)),
    ledgerTotals: () => inTurn(() => ledgerTotals(tables)),
  };
};

const rowsOf = (tables: Tables, changes: Changes): Rows => ({
  ...paymentRows(tables, changes),
  ...reversalRows(tables, changes),
  ...billRows(tables, changes),
  ...settlementRows(tables, changes),
  ...kioskRows(tables, changes),
  audit: (entries, nowMs) => {
    const received_on = bahrainDay(nowMs);
    changes.push(
      tables.audit,
      ...entries.map(({ detail = null, ...entry }) => ({
        ...entry,
        detail,
        received_on,
        at_ms: nowMs,
      })),
    );
  },
});

const receipt = (
  { slipCode, payment, outcome }: Tables,
  hash: string,
): { readonly document: string; readonly outcome: string } | null => {
  const [first] = (slipCode.get(hash) ?? [])
    .flatMap((id) => payment.get(id) ?? [])
    .sort((a, b) => a.recorded_at_ms - b.recorded_at_ms || (a.payment_id < b.payment_id ? -1 : 1));
  if (first === undefined) return null;
  return { document: first.document, outcome: outcome.get(first.payment_id) ?? '' };
};
