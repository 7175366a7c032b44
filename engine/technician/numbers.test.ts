import { afterEach, beforeEach, expect, test } from 'vitest';
import { shortPaymentId } from '../../contract/ids.ts';
import { measure } from '../payments/exposure.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, inDoubtPayment } from '../testing/lives.ts';
import { openBench, personal, temporaryFolder, type Bench } from '../testing/sample.ts';
import { createNumbers, type NumbersDesk } from './numbers.ts';

const LIMITS = { paymentFils: 100_000, storedFils: 100_000, storedPayments: 10, oldestHours: 24 };

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let numbers: NumbersDesk;

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  const { journal } = bench;
  numbers = createNumbers({
    journal,
    exposure: { meter: () => measure(journal.outbox.exposure(), LIMITS, clock.wallMs()) },
  });
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

test('nothing is told until somebody looks, and nothing after', () => {
  confirmedPayment(bench);
  expect(numbers.shown()).toBeNull();
  numbers.show(true);
  expect(numbers.shown()?.open).toHaveLength(1);
  numbers.show(false);
  expect(numbers.shown()).toBeNull();
});

test('each payment that is not over, the oldest first, with what may be done', () => {
  const doubtful = inDoubtPayment(bench);
  clock.advance(1_000);
  const held = approvedPayment(bench);
  clock.advance(1_000);
  const waiting = confirmedPayment(bench);
  numbers.show(true);
  const shown = numbers.shown();
  expect(shown?.open.map(({ paymentId, state, sendable }) => [paymentId, state, sendable])).toEqual(
    [
      [doubtful, 'inDoubt', false],
      // The terminal has yet to say that it keeps it: its card must not be touched by a hand.
      [held, 'approved', false],
      [waiting, 'confirmed', true],
    ],
  );
  expect(shown?.payments).toBe(2);
  expect(shown?.nearestCap).toBe('fils');
  expect(shown?.usedPercent).toBe(Math.round((2 * 32_569 * 100) / 100_000));
});

test('a long queue is listed in part, and counted whole', () => {
  for (let count = 0; count < 60; count++) confirmedPayment(bench);
  numbers.show(true);
  expect(numbers.shown()?.open).toHaveLength(50);
  expect(numbers.shown()?.payments).toBe(60);
});

test('a payment’s story is told in steps, with nothing of the person', () => {
  const id = confirmedPayment(bench);
  numbers.show(true);
  numbers.lookAt(id);
  const looked = numbers.shown()?.looked;
  expect(looked?.payment.number).toBe(shortPaymentId(id));
  expect(looked?.steps.map(({ what }) => what)).toEqual([
    'intent',
    'authorising',
    'approved',
    'confirmed',
  ]);
  const told = JSON.stringify(numbers.shown());
  const { slipCode, lines } = personal();
  for (const secret of [slipCode, ...lines.map(({ reference }) => reference)])
    expect(told).not.toContain(secret);
  const bills = bench.journal.payment(id)?.lines.map(({ billId }) => billId) ?? [];
  for (const billId of bills) expect(told).not.toContain(billId);
  numbers.lookAt(null);
  expect(numbers.shown()?.looked).toBeNull();
});
