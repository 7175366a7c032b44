import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeUuid7 } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import {
  makeTrackingNumber,
  suggestionIdSchema,
  type Suggestion,
  type SuggestionId,
} from '../../contract/tawasul.ts';
import type { GatewayAnswer, GatewayFailure } from '../gateway/client.ts';
import type { SuggestionReceived } from '../../contract/tawasul.ts';
import { createSealer } from '../journal/sealed.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { seededBytes, temporaryFolder } from '../testing/sample.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createTawasulSender, type TawasulSender } from './sender.ts';
import { openWaitingMessages, type WaitingMessages } from './waiting.ts';

const FIRST_MS = 1_000;
const MOST_MS = 60_000;
const AWAY: GatewayFailure = { kind: 'away' };

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let waiting: WaitingMessages;
let sender: TawasulSender;
let sent: [SuggestionId, Suggestion][];
let answer: (id: SuggestionId) => GatewayFailure | null;
let payments: boolean;
let logged: unknown[];
const bugs: unknown[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  clock = createFakeClock();
  sent = [];
  logged = [];
  payments = false;
  answer = () => null;
  waiting = openWaitingMessages(folder.path, createSealer(randomBytes(32)));
  sender = createTawasulSender({
    waiting,
    gateway: {
      sendSuggestion: (suggestionId, content): GatewayAnswer<SuggestionReceived> => {
        sent.push([suggestionId, content]);
        const failure = answer(suggestionId);
        return Promise.resolve(
          failure === null
            ? ok({ suggestionId, receivedAt: '2026-11-23T06:00:00.000Z', dueOn: '2026-11-30' })
            : fail(failure),
        );
      },
    },
    clock,
    random: seededBytes(7),
    retry: { firstMs: FIRST_MS, mostMs: MOST_MS },
    paymentsWait: () => payments,
    onDelivered: () => undefined,
    log: (...line) => logged.push(line),
    onBug: (cause) => bugs.push(cause),
  });
});
afterEach(async () => {
  await sender.stop();
  folder.remove();
  expect(bugs).toEqual([]);
});

const store = (ms: number): SuggestionId => {
  const id = suggestionIdSchema.parse(makeUuid7(ms, randomBytes));
  const stored = waiting.put(id, {
    trackingNumber: makeTrackingNumber(randomBytes),
    kind: 'complaint',
    ministryId: 'works',
    text: 'secret words',
    phone: '36123456',
    language: 'en',
    writtenAt: '2026-11-23T06:00:00.000Z',
  });
  expect(stored.ok).toBe(true);
  return id;
};
const woken = async (): Promise<void> => {
  sender.wake();
  await settle();
};
const passes = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= FIRST_MS) {
    clock.advance(Math.min(left, FIRST_MS));
    await settle();
  }
};
const sentIds = (): SuggestionId[] => sent.map(([id]) => id);

test('each is sent once, oldest first, and is gone when central has it', async () => {
  const [a, b] = [store(1), store(2)];
  await woken();
  await woken();
  expect(sentIds()).toEqual([a, b]);
  expect(waiting.ids()).toEqual([]);
});

test('with the gateway away it stays, is asked less and less often, and goes with the same content', async () => {
  const a = store(1);
  store(2);
  answer = () => AWAY;
  await woken();
  expect(sentIds()).toEqual([a]);
  await passes(10 * 60_000);
  const tries = sent.length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThan(60);
  answer = () => null;
  sender.contact();
  await passes(MOST_MS);
  expect(waiting.ids()).toEqual([]);
  const first = sent.filter(([id]) => id === a).map(([, content]) => JSON.stringify(content));
  expect(new Set(first).size).toBe(1);
});

test('one that central cannot take holds up no other and is never thrown away', async () => {
  const [bad, good] = [store(1), store(2)];
  const refusal: GatewayFailure = { kind: 'problem', code: 'documentDiffers', status: 409 };
  answer = (id) => (id === bad ? refusal : null);
  await woken();
  expect(sentIds()).toEqual([bad, good]);
  await passes(5 * 60_000);
  expect(waiting.ids()).toEqual([bad]);
  expect(JSON.stringify(logged)).toContain('documentDiffers');
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('an answer that cannot be used, and Retry-After, are waited out', async () => {
  const a = store(1);
  answer = () => ({ kind: 'trouble', status: 503, detail: '', retryAfterMs: 30_000 });
  await woken();
  answer = () => null;
  await passes(29_000);
  expect(sentIds()).toEqual([a]);
  await passes(2_000);
  expect(waiting.ids()).toEqual([]);
});

test('payments go before, but a message waits behind them only so long', async () => {
  const [a, b] = [store(1), store(2)];
  payments = true;
  await woken();
  await passes(MOST_MS - 2 * FIRST_MS);
  expect(sentIds()).toEqual([]);
  await passes(4 * FIRST_MS);
  expect(sentIds()).toEqual([a]);
  payments = false;
  await passes(3 * FIRST_MS);
  expect(sentIds()).toEqual([a, b]);
});

test('one that nobody can read is set aside', async () => {
  store(1);
  const other = openWaitingMessages(folder.path, createSealer(randomBytes(32)));
  Object.assign(waiting, { read: other.read });
  await woken();
  expect([sent, waiting.ids()]).toEqual([[], []]);
});
