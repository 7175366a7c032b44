import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OtlpLogRecord } from '../../contract/otlp.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { beginPayment, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { openBuffer } from './buffer.ts';
import { watchJournal } from './journal-watch.ts';
import { createRecorder, type Recorder } from './recorder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let recorder: Recorder;
const open = (): Recorder =>
  createRecorder({ clock, open: () => openBuffer(join(folder.path, 'telemetry.db'), 1_000_000) });
const watch = () => watchJournal({ ...bench, recorder, clock, wants: () => true });
beforeEach(() => {
  folder = temporaryFolder();
  clock = createFakeClock();
  bench = openBench(folder.path, clock);
  recorder = open();
});
afterEach(() => {
  recorder.close();
  bench.mirror.close();
  bench.journal.close();
  folder.remove();
});

const told = (): string[] =>
  recorder.with((buffer) => {
    const batch = buffer.next('logs');
    if (batch !== null) buffer.done(batch);
    return (batch?.bodies ?? []).map((body) => (body as OtlpLogRecord).eventName);
  }) ?? [];

test('nothing is told within a commit, all of it soon after, once', () => {
  const stop = watch();
  beginPayment(bench);
  expect(told()).toEqual([]);
  clock.advance(1_000);
  expect(told()).toEqual(['payment.intent', 'payment.authorising']);
  clock.advance(60_000);
  expect(told()).toEqual([]);
  stop();
});

test('a kiosk that begins to tell does not begin with its whole life', () => {
  beginPayment(bench);
  const stop = watch();
  clock.advance(1_000);
  expect(told()).toEqual([]);
  stop();
});

test('what was committed while nobody watched is told by the next life', () => {
  watch()();
  const paymentId = beginPayment(bench);
  const stop = watch();
  expect(told()).toEqual(['payment.intent', 'payment.authorising']);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'declined', resultCode: 5 }],
  });
  stop();
  expect(told()).toEqual(['payment.declined']);
});

test('while the buffer is out of order the journal goes on, and is told afterwards', () => {
  const stop = watch();
  recorder.with(() => {
    throw new Error('broken');
  });
  beginPayment(bench);
  clock.advance(10_000);
  clock.advance(30_000);
  expect(told()).toEqual(['payment.intent', 'payment.authorising']);
  stop();
});
