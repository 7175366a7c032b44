import { expect, test } from 'vitest';
import type { HoldResponse } from '../../../../contract/gateway.ts';
import type { PaymentId } from '../../../../contract/ids.ts';
import type { Fils } from '../../../../contract/money.ts';
import type { Result } from '../../../../contract/result.ts';
import { HOLD_MS, holdBills, type HoldProblem, releaseHolds } from '../../../bills/holds.ts';
import { newPaymentId, paymentOf } from '../../../testing/documents.ts';
import type { FreshStore } from '../store-under-test.ts';
import { AMOUNT_FILS, billOf, done, KIOSKS, lineOf, REFERENCES, START_MS } from '../scene.ts';
import { pay } from './payments.ts';

const [ONE, TWO] = REFERENCES;
const [HERE, ELSEWHERE] = KIOSKS;
const HELD = { ok: false, error: 'billHeld' };

const hold = (
  { store }: FreshStore,
  kioskId: string,
  paymentId: PaymentId,
  references: readonly string[],
  nowMs = START_MS,
): Promise<Result<HoldResponse, HoldProblem>> => {
  const bills = references.map((reference) => ({
    serviceId: 'ewa',
    billId: billOf(reference),
    amountFils: AMOUNT_FILS as Fils,
  }));
  return holdBills(store, { paymentId, bills }, { kioskId, nowMs });
};

const heldFor = async ({ contents }: FreshStore): Promise<readonly unknown[]> =>
  (await contents()).hold.map((row) => (row as { payment_id: string }).payment_id);

export const billsConformance = (scene: () => FreshStore): void => {
  test('a hold keeps others away until it expires; in doubt, its payment prolongs it', async () => {
    const [mine, theirs] = [newPaymentId(), newPaymentId()];
    expect(await hold(scene(), HERE, mine, [ONE])).toMatchObject({ value: { fence: 1 } });
    for (let prolonged = 1; prolonged <= 3; prolonged++) {
      const nowMs = START_MS + prolonged * (HOLD_MS - 1);
      expect(await hold(scene(), ELSEWHERE, theirs, [ONE], nowMs)).toEqual(HELD);
      expect(await hold(scene(), HERE, mine, [ONE], nowMs)).toEqual({
        ok: true,
        value: { paymentId: mine, fence: 1, expiresAt: new Date(nowMs + HOLD_MS).toISOString() },
      });
    }
    const expiredMs = START_MS + 3 * (HOLD_MS - 1) + HOLD_MS;
    expect(await hold(scene(), ELSEWHERE, theirs, [ONE], expiredMs)).toMatchObject({
      value: { fence: 2 },
    });
    expect(await hold(scene(), HERE, mine, [ONE], expiredMs)).toEqual(HELD);
  });

  test('all bills are held under one fence above every earlier one, or none is', async () => {
    await done(hold(scene(), HERE, newPaymentId(), [ONE]));
    await done(hold(scene(), HERE, newPaymentId(), [ONE]));
    const both = newPaymentId();
    expect(await hold(scene(), HERE, both, [TWO, ONE])).toMatchObject({ value: { fence: 3 } });
    expect(await heldFor(scene())).toEqual([both, both]);
    const written = await scene().contents();
    expect(await hold(scene(), ELSEWHERE, newPaymentId(), [REFERENCES[2], ONE])).toEqual(HELD);
    expect(await scene().contents()).toEqual(written);
  });

  test('what is not due as asked, or asked for twice, is not held', async () => {
    await done(pay(scene(), paymentOf(HERE, [lineOf(ONE, 1)]).document));
    const written = await scene().contents();
    for (const references of [[ONE], [TWO, TWO], ['99999999']])
      expect(await hold(scene(), HERE, newPaymentId(), references)).toEqual({
        ok: false,
        error: 'billNotDue',
      });
    expect(await scene().contents()).toEqual(written);
  });

  test('only its kiosk lets go of a hold; letting go of none writes nothing', async () => {
    const { store } = scene();
    const id = newPaymentId();
    await done(hold(scene(), HERE, id, [ONE, TWO]));
    const written = await scene().contents();
    await releaseHolds(store, id, { kioskId: ELSEWHERE, nowMs: START_MS });
    await releaseHolds(store, newPaymentId(), { kioskId: HERE, nowMs: START_MS });
    expect(await scene().contents()).toEqual(written);
    await releaseHolds(store, id, { kioskId: HERE, nowMs: START_MS });
    expect(await heldFor(scene())).toEqual([]);
    expect(await hold(scene(), ELSEWHERE, newPaymentId(), [ONE])).toMatchObject({
      value: { fence: 2 },
    });
  });

  test('a payment takes its own holds with it and leaves another’s', async () => {
    const { document } = paymentOf(HERE, [lineOf(ONE), lineOf(TWO)]);
    const other = newPaymentId();
    await done(hold(scene(), HERE, document.paymentId, [ONE]));
    await done(hold(scene(), ELSEWHERE, other, [TWO]));
    // Charged all the same: what decides is what is due, not who holds.
    expect(await pay(scene(), document)).toMatchObject({ ok: true });
    expect(await heldFor(scene())).toEqual([other]);
  });
};
