import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaymentId } from '../../contract/ids.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, refusedPayment } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import type { OutboxTable } from './outbox-table.ts';

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let outbox: OutboxTable;

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  ({ outbox } = bench.journal);
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const counted = (): unknown => [outbox.exposure(), [...outbox.exposureByService()]];
/** The same from the rows themselves: nothing counted along. */
const readAnew = (): unknown => {
  outbox.undone();
  return counted();
};
const quarantine = (paymentId: PaymentId): void => {
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'quarantined', reason: 'answerDiffers', detail: 'x' }],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'quarantined');
    },
  });
};

test('what is counted along is what stands in the file, at each step', () => {
  expect(counted()).toEqual(readAnew());
  const steps = [
    () => approvedPayment(bench),
    () => confirmedPayment(bench),
    () => refusedPayment(bench),
    () => {
      quarantine(confirmedPayment(bench));
    },
    () => {
      outbox.mark(confirmedPayment(bench), 'payment', 'void');
    },
  ];
  for (const step of steps) {
    clock.advance(1_000);
    step();
    expect(counted()).toEqual(readAnew());
  }
  expect(outbox.exposure()).toMatchObject({ count: 3, fils: 3 * 32_569 });
});

test('what was counted in a transaction that was undone is forgotten', () => {
  const id = confirmedPayment(bench);
  const before = counted();
  expect(() =>
    bench.journal.commit({
      paymentId: id,
      facts: [{ v: 1, type: 'quarantined', reason: 'answerDiffers', detail: 'x' }],
      outbox: (table) => {
        table.mark(id, 'payment', 'done');
        throw new Error('the disk is full');
      },
    }),
  ).toThrow('the disk is full');
  expect(counted()).toEqual(before);
  expect(counted()).toEqual(readAnew());
});

test('pages bring every released row once, oldest first, also those of one moment', () => {
  const ids = Array.from({ length: 7 }, () => confirmedPayment(bench));
  clock.advance(1_000);
  ids.push(confirmedPayment(bench));
  approvedPayment(bench);
  const seen: PaymentId[] = [];
  let place = null;
  do {
    const page = outbox.releasedAfter(place, 3);
    seen.push(...page.rows.map(({ paymentId }) => paymentId));
    place = page.next;
  } while (place !== null);
  expect(seen).toEqual(ids);
});
