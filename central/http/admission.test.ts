import { expect, test } from 'vitest';
import { handClock } from '../testing/hand-clock.ts';
import { createAdmission, type AdmissionLimits, type Verdict, type Waiter } from './admission.ts';
import { createTokenBuckets } from './token-bucket.ts';

const LIMITS: AdmissionLimits = {
  running: { person: 4, payment: 3, drain: 1, health: 1 },
  waiting: { person: 2, payment: 2, drain: 1, health: 1 },
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

test('however many persons come, a payment and a batch get on in the end, one at a time', async () => {
  const { admission, clock } = setUp();
  const running = [1, 2, 3, 4].map(() => admission.ask('person'));
  const next = async (): Promise<void> => {
    admission.ask('person');
    running.shift()?.leave();
    await Promise.resolve();
  };
  const payments = [admission.ask('payment'), admission.ask('payment')];
  const drain = admission.ask('drain');
  await next();
  expect(await now(drain)).toBe('waits');
  clock.advance(500);
  await next();
  expect(await Promise.all(payments.map(now))).toEqual([entered, 'waits']);
  await next();
  expect(await now(drain)).toEqual(entered);
  await next();
  expect(await now(payments[1] ?? drain)).toBe('waits');
});

test('a crowd that keeps coming back is told to stay away longer, until it has gone', async () => {
  const { admission, clock } = setUp();
  const told: number[] = [];
  const seconds = async (refusals: number): Promise<void> => {
    const working = admission.ask('drain');
    const waiting = admission.ask('drain');
    for (let i = 1; i < refusals; i++) admission.ask('drain');
    const verdict = await admission.ask('drain').verdict;
    told.push(verdict.enter ? 0 : verdict.retryAfterSeconds);
    working.leave();
    waiting.leave();
    clock.advance(2_000);
  };
  for (let i = 0; i < 8; i++) await seconds(50);
  expect(told.slice(0, 2)).toEqual([2, 2]);
  expect(told.at(-1)).toBe(59);
  for (let i = 0; i < 8; i++) await seconds(1);
  expect(told.at(-1)).toBe(2);
});

test('a crowd that went home long ago lets nobody wait for it', async () => {
  const { admission, clock } = setUp();
  const first = admission.ask('drain');
  admission.ask('drain');
  for (let i = 0; i < 10_000; i++) admission.ask('drain');
  clock.advance(3_600_000);
  first.leave();
  admission.ask('drain');
  admission.ask('drain');
  expect(await now(admission.ask('drain'))).toEqual({ enter: false, retryAfterSeconds: 2 });
});

test('a kiosk has a burst and then its share; another is not touched', () => {
  const clock = handClock(0);
  const buckets = createTokenBuckets(clock, { burst: 2, perSecond: 4 });
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 250]);
  expect(buckets.take('b')).toBe(0);
  clock.advance(250);
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 250]);
});
