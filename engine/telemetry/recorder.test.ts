import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { openBuffer, type Item } from './buffer.ts';
import { createRecorder } from './recorder.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
beforeEach(() => {
  folder = temporaryFolder();
  clock = createFakeClock();
});
afterEach(() => {
  folder.remove();
});
const item: Item = { signal: 'logs', worth: 2, body: 'a' };
const recorderAt = (file: string) =>
  createRecorder({ clock, open: () => openBuffer(file, 1_000_000) });

test('a buffer that cannot be opened costs its lines and nothing else', () => {
  const file = join(folder.path, 'telemetry.db');
  mkdirSync(file);
  const recorder = recorderAt(file);
  expect(recorder.take([item, item])).toBe(false);
  expect(recorder.with((buffer) => buffer.waiting())).toBeNull();
  expect(recorder.lost()).toBe(2);
  expect(recorder.lost()).toBe(0);
  recorder.close();
});

test('one that somebody else holds is let be for a while, then used again', () => {
  const file = join(folder.path, 'telemetry.db');
  const recorder = recorderAt(file);
  expect(recorder.take([item])).toBe(true);
  const rival = new Database(file);
  rival.exec('begin immediate');
  expect(recorder.take([item])).toBe(false);
  rival.exec('rollback');
  rival.close();
  expect(recorder.take([item])).toBe(false); // it rests
  clock.advance(30_000);
  expect(recorder.take([item])).toBe(true);
  expect(recorder.with((buffer) => buffer.waiting())).toBe(2);
  recorder.close();
});

test('a slow one rests too: a disk that hangs does not hang us again and again', () => {
  const calls: number[] = [];
  const recorder = createRecorder({
    clock,
    open: () => ({
      ...openBuffer(join(folder.path, 'telemetry.db'), 1_000_000),
      add: () => {
        calls.push(clock.monotonicMs());
        clock.advance(1_000);
      },
    }),
  });
  expect(recorder.take([item])).toBe(true);
  expect(recorder.take([item])).toBe(false);
  expect(calls).toHaveLength(1);
  recorder.close();
});
