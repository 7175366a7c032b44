import { expect, test } from 'vitest';
import { addDays, bahrainDay, dayStartMs } from '../../../database/day.ts';
import { recordReversal } from '../../../reversals/record.ts';
import { CLOSING_WAIT_MS, closeDay } from '../../../settlement/close-day.ts';
import { paymentOf, reversalOf } from '../../../testing/documents.ts';
import type { FreshStore } from '../store-under-test.ts';
import { AMOUNT_FILS, DAY_MS, done, lineOf, REFERENCES, signed, START_MS } from '../scene.ts';
import { pay } from './payments.ts';

const [ONE, TWO] = REFERENCES;
const TODAY = bahrainDay(START_MS);
const TOMORROW = addDays(TODAY, 1);
const NOWHERE = { billId: 'EWA-2610-0', reference: '0', amountFils: 7_001 };
const over = (day: string): number => dayStartMs(addDays(day, 1)) + CLOSING_WAIT_MS;

export const settlementConformance = (scene: () => FreshStore): void => {
  test('a day that is over is closed once, balances, and tells what came later', async () => {
    const { store } = scene();
    const { document } = paymentOf('kiosk-1', [lineOf(ONE), NOWHERE]);
    await done(pay(scene(), document));
    expect(await closeDay(store, TODAY, over(TODAY) - 1)).toEqual({
      ok: false,
      error: 'notOverYet',
    });
    const sums = {
      charges: 1,
      chargedFils: AMOUNT_FILS + 7_001,
      postedFils: AMOUNT_FILS,
      refusedFils: 7_001,
      returnedFils: 0,
      clearingFils: AMOUNT_FILS + 7_001,
    };
    expect(await closeDay(store, TODAY, over(TODAY))).toEqual({ ok: true, value: sums });
    const written = await scene().contents();
    expect(written.settlementLine).toMatchObject([
      { kind: 'posted', lines: 1, fils: AMOUNT_FILS },
      { kind: 'refused', lines: 1, fils: 7_001 },
    ]);
    expect(await closeDay(store, TODAY, over(TOMORROW))).toEqual({ ok: true, value: sums });
    expect(await scene().contents()).toEqual(written);

    await done(pay(scene(), paymentOf('kiosk-2', [lineOf(TWO)]).document, START_MS + 1));
    expect(await closeDay(store, TODAY, over(TOMORROW))).toEqual({
      ok: false,
      error: 'closedDifferently',
    });
  });

  test('money given back counts on the day of giving it back', async () => {
    const { store } = scene();
    const { document } = paymentOf('kiosk-1', [NOWHERE]);
    await done(pay(scene(), document));
    const refund = reversalOf(document, 'refund', [1]);
    await done(recordReversal(store, signed(refund), refund, START_MS + DAY_MS));
    expect(await closeDay(store, TOMORROW, over(TOMORROW))).toMatchObject({
      value: { charges: 0, returnedFils: 7_001, clearingFils: -7_001 },
    });
  });

  test('a day on which nothing came closes on nothing', async () => {
    expect(await closeDay(scene().store, TODAY, over(TODAY))).toMatchObject({
      value: { charges: 0, clearingFils: 0 },
    });
  });
};
