import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fils } from '../../contract/money.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment, inDoubtPayment } from '../testing/lives.ts';
import { beginPayment, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { aboveCaps, amountAccepted, paidHereAt } from './guard.ts';

const BILL = 'ewa-12345678-1';
const HOUR_MS = 3_600_000;
const limits = {
  paymentFils: 200_000 as Fils,
  storedFils: 100_000,
  storedPayments: 3,
  oldestHours: 72,
};

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

test('a bill in the queue or in doubt is known as paid here, and when', () => {
  expect(paidHereAt(bench.journal, [BILL])).toBeNull();
  const at = clock.wallMs();
  inDoubtPayment(bench);
  clock.advance(5_000);
  expect(paidHereAt(bench.journal, ['another', BILL])).toBe(at);
  expect(paidHereAt(bench.journal, ['another'])).toBeNull();
});

test('a bill whose payment charged nothing may be paid again', () => {
  const paymentId = beginPayment(bench);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'declined', resultCode: 5 }],
  });
  expect(paidHereAt(bench.journal, [BILL])).toBeNull();
});

test('the newest payment is the one begun last, also after the wall clock went back', () => {
  confirmedPayment(bench);
  clock.jumpWall(-400 * 24 * HOUR_MS);
  const last = inDoubtPayment(bench);
  expect(bench.journal.latest(1).map((p) => p.paymentId)).toEqual([last]);
  expect(bench.journal.latest(9)).toHaveLength(2);
});

test('the caps: fils, count and age of what is stored', () => {
  const above = (totalFils: number): boolean => aboveCaps(bench.journal, totalFils, limits, clock);
  expect(above(100_000)).toBe(false);
  expect(above(100_001)).toBe(true);
  confirmedPayment(bench);
  expect(above(100_000 - 32_569)).toBe(false);
  expect(above(100_000 - 32_568)).toBe(true);
  clock.advance(72 * HOUR_MS - 1);
  expect(above(1)).toBe(false);
  clock.advance(1);
  expect(above(1)).toBe(true);
});

test('no more than the number of payments that may be stored', () => {
  for (let i = 0; i < 3; i++) {
    expect(aboveCaps(bench.journal, 1, { ...limits, storedFils: 1_000_000 }, clock)).toBe(false);
    confirmedPayment(bench);
  }
  expect(aboveCaps(bench.journal, 1, { ...limits, storedFils: 1_000_000 }, clock)).toBe(true);
});

test.each([
  [0, false],
  [-1, false],
  [1, true],
  [150_000, true],
  [150_001, false],
])('%d fils accepted under the service’s limit of 150 BHD: %s', (fils, accepted) => {
  expect(amountAccepted(fils as Fils, 150_000 as Fils, limits)).toBe(accepted);
});
