import { type Dialect, sql } from 'kysely';
import { withTables } from '../../database/open.ts';
import { modelStore } from '../model/store.ts';
import type { ModelAccount } from '../model/tables.ts';
import type { Store } from '../port.ts';
import { sqlStore } from '../sql/store.ts';
import { type Contents, contentsOfDatabase, contentsOfModel } from './contents.ts';

export type FreshStore = { readonly store: Store; readonly contents: () => Promise<Contents> };

export type StoreUnderTest = {
  /** Empty but for these accounts. Of one `StoreUnderTest` only the latest is good. */
  readonly fresh: (accounts: readonly ModelAccount[]) => Promise<FreshStore>;
  readonly close: () => Promise<void>;
};

export const modelUnderTest = (): Promise<StoreUnderTest> =>
  Promise.resolve({
    fresh: (accounts) => {
      const store = modelStore();
      store.addAccounts(accounts);
      return Promise.resolve({
        store,
        contents: () => Promise.resolve(contentsOfModel(store.tables)),
      });
    },
    close: () => Promise.resolve(),
  });

/** Rows may not be deleted one by one, not even by a test; whole tables may. */
const EMPTY = `truncate kiosk, kiosk_key, request_nonce, account, bill, bill_hold, payment_registry,
  payment_outcome, reversal, slip_code, payment, payment_line, ledger_transfer, audit,
  settlement_day, settlement_line, quarantined_payment cascade`;

export const sqlUnderTest = async (dialect: Dialect): Promise<StoreUnderTest> => {
  const db = await withTables(dialect);
  return {
    fresh: async (accounts) => {
      await sql.raw(EMPTY).execute(db);
      for (const { serviceId: service_id, reference, payerName, bills } of accounts) {
        const account = {
          service_id,
          reference,
          payer_name: payerName.en,
          payer_name_ar: payerName.ar,
        };
        await db.insertInto('account').values(account).execute();
        if (bills.length > 0) await db.insertInto('bill').values(bills).execute();
      }
      return { store: sqlStore(db), contents: () => contentsOfDatabase(db) };
    },
    close: () => db.destroy(),
  };
};
