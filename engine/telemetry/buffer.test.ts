import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sample.ts';
import { openBuffer, type Item, type TelemetryBuffer, type Worth } from './buffer.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
const opened: TelemetryBuffer[] = [];
const open = (mostBytes = 1_000_000): TelemetryBuffer => {
  const buffer = openBuffer(file, mostBytes);
  opened.push(buffer);
  return buffer;
};
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'telemetry.db');
});
afterEach(() => {
  for (const buffer of opened.splice(0)) buffer.close();
  folder.remove();
});
const line = (body: string, worth: Worth = 2): Item => ({ signal: 'logs', worth, body });

test('a batch is the same again until it is done, over a restart too; then comes the next', () => {
  const first = open();
  first.add([line('a'), line('b')]);
  const batch = first.next('logs');
  expect(batch).toMatchObject({ batch: 1, bodies: ['a', 'b'] });
  first.add([line('c')]);
  expect(first.next('logs')).toEqual(batch);
  first.close();
  const second = open();
  expect(second.next('logs')).toEqual(batch);
  if (batch !== null) second.done(batch);
  expect(second.next('logs')).toMatchObject({
    buffer: batch?.buffer,
    batch: 2,
    bodies: ['c'],
  });
  expect(second.waiting()).toBe(1);
});

test('each signal has batches of its own', () => {
  const buffer = open();
  buffer.add([line('a'), { signal: 'traces', worth: 2, body: 't' }]);
  expect(buffer.next('traces')).toMatchObject({ batch: 1, bodies: ['t'] });
  expect(buffer.next('metrics')).toBeNull();
});

test('a batch is no larger than central takes', () => {
  const buffer = open(10_000_000);
  buffer.add(Array.from({ length: 600 }, (_, i) => line(`${String(i)} ${'x'.repeat(900)}`)));
  const sizes: number[] = [];
  for (let batch = buffer.next('logs'); batch !== null; batch = buffer.next('logs')) {
    sizes.push(batch.bodies.length);
    expect(JSON.stringify(batch.bodies).length).toBeLessThan(220_000);
    buffer.done(batch);
  }
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(600);
});

test('what is worth least is dropped first, the oldest of it, and it is counted', () => {
  const buffer = open(1_000);
  const hundred = (name: string, worth: Worth): Item => line(name.padEnd(98, '.'), worth);
  buffer.add(['w1', 'w2', 'w3', 'w4', 'w5'].map((name) => hundred(name, 3)));
  buffer.add(['d1', 'd2', 'd3', 'd4', 'd5'].map((name) => hundred(name, 0)));
  expect(buffer.dropped()).toEqual({ all: 0, untold: 0 });
  buffer.add([hundred('i1', 2)]);
  const kept = buffer.next('logs')?.bodies.map((body) => (body as string).slice(0, 2));
  expect(kept).toEqual(['w1', 'w2', 'w3', 'w4', 'w5', 'd3', 'd4', 'd5', 'i1']);
  expect(buffer.dropped()).toEqual({ all: 2, untold: 2 });
  buffer.toldDropped(2);
  expect(buffer.dropped()).toEqual({ all: 2, untold: 0 });
});

test('what is being sent is not dropped', () => {
  const buffer = open(1_000);
  buffer.add([line('sent'.padEnd(300, '.'), 0)]);
  const batch = buffer.next('logs');
  buffer.add(Array.from({ length: 20 }, () => line('x'.repeat(98), 3)));
  expect(buffer.next('logs')).toEqual(batch);
});

test('how far the journal was read is kept with what was made of it, or not at all', () => {
  const buffer = open();
  expect(buffer.journalSeq()).toBeNull();
  buffer.add([line('a')], 7);
  expect(buffer.journalSeq()).toBe(7);
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const broken: Item = { signal: 'logs', worth: 2, body: circular };
  expect(() => {
    buffer.add([line('b'), broken], 9);
  }).toThrow(TypeError);
  expect(buffer.journalSeq()).toBe(7);
  expect(buffer.waiting()).toBe(1);
});

test('a file that is no database gives way to a new one, with another name', () => {
  const before = open();
  before.add([line('a')]);
  const name = before.next('logs')?.buffer;
  before.close();
  writeFileSync(file, 'not a database at all, whatever its length may be'.repeat(100));
  const after = open();
  after.add([line('b')]);
  expect(after.next('logs')?.bodies).toEqual(['b']);
  expect(after.next('logs')?.buffer).not.toBe(name);
  expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
});
