import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogsRequest } from '../../contract/otlp.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { seededBytes, temporaryFolder } from '../testing/sample.ts';
import { openBuffer, type Batch } from './buffer.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { startSender, type Sent } from './sender.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let recorder: Recorder;
let stop: () => Promise<void>;
beforeEach(() => {
  folder = temporaryFolder();
  clock = createFakeClock();
  recorder = createRecorder({
    clock,
    open: () => openBuffer(join(folder.path, 'telemetry.db'), 1_000_000),
  });
  stop = () => Promise.resolve();
});
afterEach(async () => {
  await stop();
  recorder.close();
  folder.remove();
});

type Call = { readonly batch: Batch; readonly atMs: number };

/** A sender to a central that answers so, one after another, then takes all; time goes on by hand. */
const sending = (...answers: Sent[]) => {
  const calls: Call[] = [];
  const refused: string[] = [];
  const sender = startSender({
    recorder,
    clock,
    random: seededBytes(3),
    timing: { everyMs: 10_000, gapMs: 100, retryFirstMs: 1_000, retryMostMs: 8_000 },
    resource: [{ key: 'service.instance.id', value: { stringValue: 'KSK-1' } }],
    send: (batch, request) => {
      expect(Object.keys(request)).toHaveLength(1);
      calls.push({ batch, atMs: clock.monotonicMs() });
      return Promise.resolve(answers.shift() ?? { kind: 'taken' });
    },
    onRound: () => undefined,
    onRefused: (code, items) => refused.push(`${code} ${String(items)}`),
    onBug: (cause) => {
      throw cause;
    },
  });
  stop = sender.stop;
  return { calls, refused };
};
/** The loop's own steps come before time goes on. */
const pass = async (ms: number): Promise<void> => {
  for (let rest = ms; rest > 0; rest -= 50) {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    clock.advance(50);
  }
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
const add = (signal: 'logs' | 'traces', body: string): void => {
  recorder.take([{ signal, worth: 2, body }]);
};
const waiting = (): number | null => recorder.with((buffer) => buffer.waiting());

test('a batch that nobody took is sent again unchanged, after longer and longer rests', async () => {
  add('logs', 'a');
  const later: Sent = { kind: 'later' };
  const { calls } = sending(later, later, later, later, later);
  await pass(40_000);
  expect(calls).toHaveLength(6);
  for (const { batch } of calls) expect(batch).toEqual(calls[0]?.batch);
  const rests = calls.slice(1).map(({ atMs }, i) => atMs - (calls[i]?.atMs ?? 0));
  for (const [i, rest] of rests.entries()) {
    expect(rest).toBeGreaterThanOrEqual(Math.min(500 * 2 ** i, 4_000));
    expect(rest).toBeLessThanOrEqual(Math.min(1_000 * 2 ** i, 8_000) + 50);
  }
  expect(waiting()).toBe(0);
});

test('central’s own wish to be left alone is kept', async () => {
  add('logs', 'a');
  const { calls } = sending({ kind: 'later', afterMs: 7_000 });
  await pass(6_900);
  expect(calls).toHaveLength(1);
  await pass(300);
  expect(calls).toHaveLength(2);
});

test('one that will never be taken is given up after some tries, and told of', async () => {
  add('logs', 'a');
  add('traces', 't');
  const no: Sent = { kind: 'refused', code: 'badRequest' };
  const taken: Sent = { kind: 'taken' };
  const { calls, refused } = sending(no, taken, no, no);
  await pass(20_000);
  expect(calls.map(({ batch }) => batch.signal)).toEqual(['logs', 'traces', 'logs', 'logs']);
  expect(refused).toEqual(['badRequest 1']);
  expect(waiting()).toBe(0);
});

test('no signal waits for another that always has more', async () => {
  add('traces', 't');
  const { calls } = sending();
  for (let i = 0; i < 30; i++) {
    add('logs', String(i));
    await pass(100);
  }
  expect(calls.some(({ batch }) => batch.signal === 'traces')).toBe(true);
});

test('the request is OTLP: one resource, who speaks, what was said', async () => {
  add('logs', 'line');
  const requests: unknown[] = [];
  const sender = startSender({
    recorder,
    clock,
    random: seededBytes(3),
    timing: { everyMs: 10_000, gapMs: 100, retryFirstMs: 1_000, retryMostMs: 8_000 },
    resource: [{ key: 'service.instance.id', value: { stringValue: 'KSK-1' } }],
    send: (_batch, request) => {
      requests.push(request);
      return Promise.resolve({ kind: 'taken' });
    },
    onRound: () => undefined,
    onRefused: () => undefined,
    onBug: () => undefined,
  });
  ({ stop } = sender);
  await pass(50);
  const [request] = requests as LogsRequest[];
  expect(request?.resourceLogs[0]?.scopeLogs[0]?.logRecords).toEqual(['line']);
  expect(request?.resourceLogs[0]?.resource.attributes[0]?.key).toBe('service.instance.id');
});
