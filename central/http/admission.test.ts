import { expect, test } from 'vitest';
import { handClock } from '../testing/hand-clock.ts';
import { createAdmission, type AdmissionLimits, type Verdict, type Waiter } from './admission.ts';
import { createTokenBuckets } from './token-bucket.ts';

const LIMITS: AdmissionLimits = {
  running: { person: 4, payment: 3, drain: 1 },
  waiting: { person: 2, payment: 2, drain: 1 },
  waitMs: 1_000,
  mostRetrySeconds: 60,
};
const setUp = (random = 255) => {
  const clock = handClock(0);
  const admission = createAdmission({
    clock,
    random: (count) => new Uint8Array(count).fill(random),
    limits: LIMITS,
  });
  return { clock, admission };
};
const now = (waiter: Waiter): Promise<Verdict | 'waits'> =>
  Promise.race([waiter.verdict, Promise.resolve().then(() => 'waits' as const)]);
const entered = { enter: true };

test('a lane and all less urgent ones share its places; more urgent ones keep theirs', async () => {
  const { admission } = setUp();
  expect(await now(admission.ask('drain'))).toEqual(entered);
  expect(await now(admission.ask('drain'))).toBe('waits');
  expect(await now(admission.ask('payment'))).toEqual(entered);
  expect(await now(admission.ask('payment'))).toEqual(entered);
  expect(await now(admission.ask('payment'))).toBe('waits');
  expect(await now(admission.ask('person'))).toEqual(entered);
  expect(await now(admission.ask('person'))).toBe('waits');
  expect(admission.stats()).toMatchObject({ running: 4, waiting: 3, mostRunning: 4 });
});

test('the most urgent begins first, whoever came first', async () => {
  const { admission } = setUp();
  const running = [admission.ask('person'), admission.ask('person'), admission.ask('person')];
  running.push(admission.ask('person'));
  const drain = admission.ask('drain');
  const payment = admission.ask('payment');
  const person = admission.ask('person');
  running.pop()?.leave();
  expect(await now(person)).toEqual(entered);
  expect(await now(payment)).toBe('waits');
  running.pop()?.leave();
  running.pop()?.leave();
  expect(await now(payment)).toEqual(entered);
  expect(await now(drain)).toEqual(entered);
});

test('beyond the queue it is refused, and told to come back at a time of its own', async () => {
  const { admission } = setUp();
  admission.ask('drain');
  admission.ask('drain');
  expect(await now(admission.ask('drain'))).toEqual({ enter: false, retryAfterSeconds: 2 });
  for (let i = 0; i < 10_000; i++) admission.ask('drain');
  expect(await now(admission.ask('drain'))).toEqual({ enter: false, retryAfterSeconds: 59 });
  const calm = setUp(0);
  calm.admission.ask('drain');
  calm.admission.ask('drain');
  expect(await now(calm.admission.ask('drain'))).toEqual({ enter: false, retryAfterSeconds: 1 });
});

test('who waited too long is refused as soon as anything happens', async () => {
  const { admission, clock } = setUp();
  const first = admission.ask('drain');
  const second = admission.ask('drain');
  clock.advance(1_000);
  first.leave();
  expect(await now(second)).toMatchObject({ enter: false });
  expect(admission.stats()).toMatchObject({ running: 0, waiting: 0, admitted: 1, refused: 1 });
});

test('who goes away before its turn leaves the queue, and leaving twice frees one place', async () => {
  const { admission } = setUp();
  const first = admission.ask('drain');
  admission.ask('drain').leave();
  const third = admission.ask('drain');
  first.leave();
  first.leave();
  expect(await now(third)).toEqual(entered);
  expect(await now(admission.ask('drain'))).toBe('waits');
});

test('a kiosk has a burst and then its share; another is not touched', () => {
  const clock = handClock(0);
  const buckets = createTokenBuckets(clock, { burst: 2, perSecond: 4 });
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 250]);
  expect(buckets.take('b')).toBe(0);
  clock.advance(250);
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 250]);
});
