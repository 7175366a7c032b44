import { SERVICES } from '../../../central/catalogue/services.ts';
import { demoAccounts } from '../../../central/demo/accounts.ts';
import { createCentralInProcess } from '../../../central/in-process.ts';
import { modelStore, type ModelStore } from '../../../central/store/model/store.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { Chance } from '../core/random.ts';
import { catalogueKey, kioskKey } from './keys.ts';
import type { Serve } from './network.ts';
import { quickAuthentication } from './quick-crypto.ts';
import type { Sabotage } from './sabotage.ts';
import type { WholeBill } from '../checks/charged-bills.ts';
import type { KioskId } from './kiosk-ids.ts';

export type SimulatedCentral = {
  readonly serve: Serve;
  readonly store: ModelStore;
  /** References that can be paid, with their services. */
  readonly accounts: readonly { readonly serviceId: string; readonly reference: string }[];
  readonly bills: ReadonlyMap<string, WholeBill>;
};

const ORDINARY_ACCOUNTS = 120;

/** Central's own operations over its model store; some bills are paid elsewhere a moment before. */
export const createCentral = async ({
  clock,
  chance,
  onBug,
  isCryptoReal,
  kiosks,
  sabotage,
}: {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onBug: (cause: unknown) => void;
  readonly isCryptoReal: boolean;
  readonly kiosks: readonly KioskId[];
  readonly sabotage: Sabotage;
}): Promise<SimulatedCentral> => {
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
    store: sabotage.central?.(store) ?? store,
    clock,
    random: chance.bytes,
    catalogueKey: catalogueKey(),
    kiosks: Object.fromEntries(kiosks.map((id) => [id, kioskKey(id).publicKey])),
    onBug,
    ...(isCryptoReal ? {} : { authenticate: quickAuthentication(store, clock) }),
  });
  return {
    store,
    accounts,
    bills: new Map(
      accounts.flatMap(({ serviceId, bills }) =>
        bills.map(({ bill_id, amount_fils }) => [
          bill_id,
          {
            fils: amount_fils,
            inParts: SERVICES.some(({ id, partial }) => id === serviceId && partial !== undefined),
          },
        ]),
      ),
    ),
    serve: async ({ url, ...request }) => {
      const { status, headers, text } = await central.reply(url, request);
      return { status, headers, body: text ?? '' };
    },
  };
};
