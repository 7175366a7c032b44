/** What every store must do, said once: run over the model, PGlite and PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { billsConformance } from './conformance/bills.ts';
import { paymentsConformance } from './conformance/payments.ts';
import { moneyBackConformance } from './conformance/money-back.ts';
import { settlementConformance } from './conformance/settlement.ts';
import { transactionsConformance } from './conformance/transactions.ts';
import { ACCOUNTS, enrolAll } from './scene.ts';
import type { FreshStore, StoreUnderTest } from './store-under-test.ts';

export const storeConformance = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`the store on ${name}`, () => {
    let under: StoreUnderTest;
    let fresh: FreshStore;
    beforeAll(async () => {
      under = await open();
    }, 60_000);
    afterAll(() => under.close());
    beforeEach(async () => {
      fresh = await under.fresh(ACCOUNTS);
      await enrolAll(fresh.store);
    });
    for (const conformance of [
      paymentsConformance,
      billsConformance,
      moneyBackConformance,
      settlementConformance,
      transactionsConformance,
    ])
      conformance(() => fresh);
  });
};
