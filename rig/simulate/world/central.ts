import { demoAccounts } from '../../../central/demo/accounts.ts';
import { createCentralInProcess } from '../../../central/in-process.ts';
import { modelStore, type ModelStore } from '../../../central/store/model/store.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { Chance } from '../core/random.ts';
import { catalogueKey, kioskKey } from './keys.ts';
import type { Serve } from './network.ts';
import { quickAuthentication } from './quick-crypto.ts';
import { KIOSK_ID } from './settings.ts';

export type SimulatedCentral = {
  readonly serve: Serve;
  readonly store: ModelStore;
  /** References that can be paid, with their services. */
  readonly accounts: readonly { readonly serviceId: string; readonly reference: string }[];
};

const ORDINARY_ACCOUNTS = 120;

/** Central's own operations over its model store; some bills are paid elsewhere a moment before. */
export const createCentral = async (
  clock: Clock,
  chance: Chance,
  onBug: (cause: unknown) => void,
  isCryptoReal: boolean,
): Promise<SimulatedCentral> => {
  const store = modelStore();
  const accounts = demoAccounts(ORDINARY_ACCOUNTS).map((account) => ({
    ...account,
    bills: account.bills.map((bill) => ({
      ...bill,
      rival_pays_first: bill.rival_pays_first ?? chance.happens(0.08),
    })),
  }));
  store.addAccounts(accounts);
  const central = await createCentralInProcess({
    store,
    clock,
    random: chance.bytes,
    catalogueKey: catalogueKey(),
    kiosks: { [KIOSK_ID]: kioskKey().publicKey },
    onBug,
    ...(isCryptoReal ? {} : { authenticate: quickAuthentication(store, clock) }),
  });
  return {
    store,
    accounts,
    serve: async ({ url, ...request }) => {
      const { status, headers, text } = await central.reply(url, request);
      return { status, headers, body: text ?? '' };
    },
  };
};
