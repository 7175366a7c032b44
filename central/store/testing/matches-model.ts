import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyPayments, anyStep, makeDoer } from './random-steps.ts';
import { ACCOUNTS, enrolAll, KIOSKS } from './scene.ts';
import { type FreshStore, modelUnderTest, type StoreUnderTest } from './store-under-test.ts';

/** Whatever happens, a store answers as the model does and holds what the model holds, at every step. */
export const matchesModel = (
  name: string,
  open: () => Promise<StoreUnderTest>,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): void => {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  }, 60_000);
  afterAll(() => under.close());

  test(`${name} and the model agree at every step, whatever happens`, async () => {
    const model = await modelUnderTest();
    await fc.assert(
      fc.asyncProperty(
        anyPayments,
        fc.array(anyStep, { minLength: steps / 2, maxLength: steps, size: 'max' }),
        async (payments, sequence) => {
          const [real, ideal] = [await under.fresh(ACCOUNTS), await model.fresh(ACCOUNTS)];
          await enrolAll(real.store);
          await enrolAll(ideal.store);
          const [doReal, doIdeal] = [real, ideal].map(({ store }) => makeDoer(store, payments));
          for (const step of sequence) {
            expect(await doReal?.(step)).toEqual(await doIdeal?.(step));
            expect(await real.contents()).toEqual(await ideal.contents());
          }
          expect(await sumsOf(real)).toEqual(await sumsOf(ideal));
          const { sumFils } = await ideal.store.ledgerTotals();
          expect(sumFils).toBe(0);
        },
      ),
      { numRuns: runs },
    );
  }, 120_000);
};

const sumsOf = async ({ store }: FreshStore): Promise<readonly unknown[]> => [
  await store.ledgerTotals(),
  ...(await Promise.all(KIOSKS.map((kioskId) => store.kioskTotals(kioskId)))),
];
