import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BatchResult } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment, paymentOf } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import {
  posts,
  postsAll,
  scriptedGateway,
  type ScriptedGateway,
} from '../testing/scripted-gateway.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createOutbox, type Outbox } from './outbox.ts';

const FIRST_MS = 1_000;
const MOST_MS = 8_000;
const SPREAD_MS = 60_000;

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let far: ScriptedGateway;
let outbox: Outbox;
const bugs: unknown[] = [];

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  far = scriptedGateway();
  far.answers.submit = posts;
  far.answers.submitBatch = postsAll;
  bugs.length = 0;
  outbox = createOutbox({
    ...bench,
    gateway: far.gateway,
    random: (count) => new Uint8Array(count).fill(255), // jitter: the longest wait
    retry: { firstMs: FIRST_MS, mostMs: MOST_MS },
    spreadMs: SPREAD_MS,
    yieldTurn: () => Promise.resolve(),
    onBug: (cause) => bugs.push(cause),
  });
});
afterEach(async () => {
  await outbox.stop();
  expect(bugs).toEqual([]);
  bench.journal.close();
  folder.remove();
});

const settled = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await settle();
};
const go = async (): Promise<void> => {
  outbox.wake();
  await settled();
};
const later = async (ms: number): Promise<void> => {
  clock.advance(ms);
  await settled();
};
const queued = (count: number): PaymentId[] =>
  Array.from({ length: count }, () => confirmedPayment(bench));
const states = (ids: readonly PaymentId[]): string[] => [
  ...new Set(ids.map((id) => paymentOf(bench, id).state)),
];
const TROUBLE: GatewayFailure = { kind: 'trouble', status: 500, detail: 'untyped answer' };
const told = (retryAfterMs: number): GatewayFailure => ({
  kind: 'problem',
  code: 'rateLimited',
  status: 429,
  retryAfterMs,
});
const answering =
  (change: (results: BatchResult[]) => BatchResult[]): Gateway['submitBatch'] =>
  async (payments) => {
    const answer = await postsAll(payments);
    return answer.ok ? ok({ results: change([...answer.value.results]) }) : answer;
  };

describe('a long queue', () => {
  test('goes in batches after one that tries the way, each payment once, oldest first', async () => {
    const ids = queued(250);
    await go();
    expect(states(ids)).toEqual(['posted']);
    expect(far.sent.map(({ id }) => id)).toEqual([ids[0]]);
    expect(far.batches.map((batch) => batch.length)).toEqual([99, 100, 50]);
    expect(far.batches.flat()).toEqual(ids.slice(1));
    expect(bench.journal.outbox.exposure()).toEqual({ fils: 0, count: 0, oldestAtMs: null });
  });

  test('a few go alone', async () => {
    queued(3);
    await go();
    expect(far.batches).toEqual([]);
    expect(far.sent).toHaveLength(3);
  });

  test('one document that makes every batch fail is soon alone; the others are posted', async () => {
    const ids = queued(60);
    const poor = ids[20];
    far.answers.submitBatch = (payments) =>
      payments.some(({ paymentId }) => paymentId === poor)
        ? Promise.resolve(fail(TROUBLE))
        : postsAll(payments);
    far.answers.submit = (id, document) =>
      id === poor ? Promise.resolve(fail(TROUBLE)) : posts(id, document);
    await go();
    for (let i = 0; i < 20; i++) await later(MOST_MS);
    expect(ids.filter((id) => paymentOf(bench, id).state !== 'posted')).toEqual([poor]);
    expect(paymentOf(bench, poor ?? bench.newId()).state).toBe('confirmed');
  });

  test('a gateway that knows no batches gets one after the other', async () => {
    const ids = queued(20);
    far.answers.submitBatch = () =>
      Promise.resolve(fail({ kind: 'problem', code: 'notFound', status: 404 }));
    await go();
    expect(states(ids)).toEqual(['posted']);
  });

  test('a payment of somebody who stands here goes before the rest of the queue', async () => {
    queued(220);
    let mine: PaymentId | null = null;
    far.answers.submitBatch = (payments) => {
      if (mine === null) {
        mine = confirmedPayment(bench);
        outbox.wake(mine);
      }
      return postsAll(payments);
    };
    await go();
    expect(far.sent[1]?.id).toBe(mine);
    expect(far.batches[0]).not.toContain(mine);
    expect(far.batches.flat()).not.toContain(mine);
  });
});

describe('the answers of a batch', () => {
  test('are believed for what they are: refused, another document, not acceptable', async () => {
    const ids = queued(8);
    far.answers.submitBatch = answering((results) =>
      results.map((result, i): BatchResult => {
        const { paymentId } = result;
        if (i === 0) return { paymentId, status: 'problem', code: 'documentDiffers' };
        if (i === 1) return { paymentId, status: 'problem', code: 'documentInvalid' };
        if (i !== 2 || result.status !== 'recorded') return result;
        const refused = { lineId: 1, status: 'refused', reason: 'alreadyPaid' } as const;
        return { ...result, outcome: { ...result.outcome, lines: [refused] } };
      }),
    );
    await go();
    expect(ids.slice(0, 5).map((id) => paymentOf(bench, id).state)).toEqual([
      'posted',
      'quarantined',
      'confirmed',
      'refused',
      'posted',
    ]);
  });

  test.each<[string, (results: BatchResult[]) => BatchResult[]]>([
    ['leaves one out', (results) => results.slice(1)],
    ['names one twice', (results) => [...results, ...results.slice(0, 1)]],
    [
      'names another in its place',
      (results) =>
        results.map((result, i) => (i === 0 ? { ...result, paymentId: bench.newId() } : result)),
    ],
  ])(
    'a batch that %s: that one is asked for alone, whose answer decides',
    async (_what, change) => {
      const ids = queued(10);
      far.answers.submitBatch = answering(change);
      await go();
      expect(states(ids)).toEqual(['posted']);
      expect(far.sent.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
    },
  );

  test('about payments that nobody sent are nobody’s', async () => {
    const ids = queued(10);
    const stray = confirmedPayment(bench);
    const outcome = { paymentId: stray, recordedAt: 'x', lines: [] };
    far.answers.submit = (id, document) =>
      id === stray ? Promise.resolve(fail(TROUBLE)) : posts(id, document);
    far.answers.submitBatch = answering((results) => [
      ...results.filter(({ paymentId }) => paymentId !== stray),
      { paymentId: bench.newId(), status: 'recorded', first: true, outcome },
    ]);
    await go();
    expect(states(ids)).toEqual(['posted']);
    expect(paymentOf(bench, stray).state).toBe('confirmed');
  });

  test('that name another payment or other lines inside are for staff', async () => {
    const ids = queued(10);
    far.answers.submitBatch = answering((results) =>
      results.map((result, i): BatchResult => {
        if (result.status !== 'recorded' || i > 1) return result;
        const outcome =
          i === 0
            ? { ...result.outcome, paymentId: bench.newId() }
            : { ...result.outcome, lines: [] };
        return { ...result, outcome };
      }),
    );
    await go();
    expect(ids.slice(0, 4).map((id) => paymentOf(bench, id).state)).toEqual([
      'posted',
      'quarantined',
      'quarantined',
      'posted',
    ]);
  });
});

describe('a pause for all', () => {
  test('Retry-After is kept, with a share of its own on top, whatever else is heard', async () => {
    const ids = queued(10);
    far.answers.submit = () => Promise.resolve(fail(told(20_000)));
    await go();
    expect(far.sent).toHaveLength(1);
    outbox.contact();
    await later(20_000);
    expect(far.sent).toHaveLength(1);
    far.answers.submit = posts;
    await later(5_000);
    expect(states(ids)).toEqual(['posted']);
  });

  test('trouble with three different payments is the gateway’s: then one is tried for all', async () => {
    const ids = queued(10);
    far.answers.submit = () => Promise.resolve(fail(TROUBLE));
    far.answers.submitBatch = () => Promise.resolve(fail(TROUBLE));
    await go();
    const tried = (): number => far.sent.length + far.batches.length;
    expect(tried()).toBeLessThanOrEqual(3);
    const before = tried();
    await later(FIRST_MS);
    expect(tried()).toBe(before + 1);
    far.answers.submit = posts;
    far.answers.submitBatch = postsAll;
    for (let i = 0; i < 4; i++) await later(MOST_MS);
    expect(states(ids)).toEqual(['posted']);
  });

  test('after an outage the queue waits for its turn, a person’s payment does not', async () => {
    const ids = queued(10);
    clock.advance(10 * 60_000); // a twentieth of it: 30 s
    await go();
    expect(far.sent).toEqual([]);
    const mine = confirmedPayment(bench);
    outbox.wake(mine);
    await settled();
    expect(far.sent.map(({ id }) => id)).toEqual([mine]);
    await later(29_000);
    expect(far.sent).toHaveLength(1);
    await later(1_000);
    expect(states(ids)).toEqual(['posted']);
  });
});
