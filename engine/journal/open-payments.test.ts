import { afterEach, beforeEach, expect, test } from 'vitest';
import { paymentStateSchema } from '../../contract/payment.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { beginPayment, openBench, temporaryFolder } from '../testing/sample.ts';
import { isFinal } from './open-payments.ts';

const OPEN = paymentStateSchema.options.filter((state) => !isFinal(state));
const clock = createFakeClock();
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** Three payments that were asked about at the terminal; the second was declined, the first is in doubt. */
const three = () => {
  const bench = openBench(folder.path, clock);
  const ids = [beginPayment(bench), beginPayment(bench), beginPayment(bench)] as const;
  const [first, second, third] = ids;
  bench.journal.commit({
    paymentId: second,
    facts: [{ v: 1, type: 'declined', resultCode: 5 }],
  });
  bench.journal.commit({
    paymentId: first,
    facts: [{ v: 1, type: 'inDoubt', reason: 'noAnswer' }],
  });
  return { bench, first, second, third };
};

test('the oldest last fact comes first, over all states; what is final is not open', () => {
  const { bench, first, second, third } = three();
  const ids = (states: typeof OPEN) =>
    bench.journal.inStates(states).map(({ paymentId }) => paymentId);
  expect(ids(OPEN)).toEqual([third, first]);
  expect(ids(['authorising'])).toEqual([third]);
  expect(ids(['declined', 'inDoubt'])).toEqual([second, first]);
  bench.journal.close();
});

test('is the same after a restart', () => {
  const { bench } = three();
  const before = bench.journal.inStates(OPEN);
  bench.journal.close();
  const again = openBench(folder.path, clock);
  expect(again.journal.inStates(OPEN)).toEqual(before);
  again.journal.close();
});

test('a commit that was undone moves nothing', () => {
  const { bench, third } = three();
  expect(() =>
    bench.journal.commit({
      paymentId: third,
      facts: [{ v: 1, type: 'declined', resultCode: 5 }],
      outbox: () => {
        throw new Error('disk full');
      },
    }),
  ).toThrow('disk full');
  expect(bench.journal.inStates(['authorising']).map(({ state }) => state)).toEqual([
    'authorising',
  ]);
  bench.journal.close();
});

test('many payments later, one that was long ago goes on from where it was', () => {
  const bench = openBench(folder.path, clock);
  const old = beginPayment(bench);
  for (let i = 0; i < 70; i++) beginPayment(bench);
  bench.journal.commit({ paymentId: old, facts: [{ v: 1, type: 'declined', resultCode: 5 }] });
  expect(bench.journal.payment(old)).toMatchObject({ state: 'declined', language: 'ar' });
  bench.journal.close();
});
