import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeUuid7 } from '../../contract/ids.ts';
import {
  makeTrackingNumber,
  suggestionIdSchema,
  type Suggestion,
  type SuggestionId,
} from '../../contract/tawasul.ts';
import { createSealer } from '../journal/sealed.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { openWaitingMessages, type WaitingMessages } from './waiting.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const key = randomBytes(32);
const open = (most?: number, sealedWith = key): WaitingMessages =>
  openWaitingMessages(folder.path, createSealer(sealedWith), most);
const idAt = (ms: number): SuggestionId => suggestionIdSchema.parse(makeUuid7(ms, randomBytes));
const TEXT = 'The lights in Road 2825 are out';
const PHONE = '36123456';
const letter = (): Suggestion => ({
  trackingNumber: makeTrackingNumber(randomBytes),
  kind: 'complaint',
  ministryId: 'works',
  text: TEXT,
  phone: PHONE,
  language: 'en',
  writtenAt: '2026-11-23T06:00:00.000Z',
});
const files = (): string[] => readdirSync(join(folder.path, 'tawasul'));

test('what was stored is there after a restart, oldest first, and nobody reads it from the disk', () => {
  const first = open();
  const late = idAt(2_000);
  const early = idAt(1_000);
  const content = letter();
  expect(first.put(late, letter())).toEqual({ ok: true, value: undefined });
  expect(first.put(early, content)).toEqual({ ok: true, value: undefined });
  const again = open();
  expect(again.ids()).toEqual([early, late]);
  expect(again.read(early)).toEqual(content);
  for (const name of files()) {
    const bytes = readFileSync(join(folder.path, 'tawasul', name)).toString('latin1');
    expect(bytes).not.toContain('Road 2825');
    expect(bytes).not.toContain(PHONE);
    expect(bytes).not.toContain(content.trackingNumber);
  }
});

test('what central has is gone, also after a restart', () => {
  const waiting = open();
  const id = idAt(1_000);
  expect(waiting.put(id, letter()).ok).toBe(true);
  waiting.remove(id);
  expect([waiting.has(id), files()]).toEqual([false, []]);
  expect(open().ids()).toEqual([]);
});

test('a half written message is no message, and goes at the next start', () => {
  open();
  writeFileSync(join(folder.path, 'tawasul', `${idAt(1_000)}.sealed.new`), 'half');
  expect(open().ids()).toEqual([]);
  expect(files()).toEqual([]);
});

test('no more than the cap; one that left makes room', () => {
  const waiting = open(2);
  const ids = [idAt(1), idAt(2), idAt(3)] as const;
  expect(ids.map((id) => waiting.put(id, letter()).ok)).toEqual([true, true, false]);
  expect(waiting.put(ids[2], letter())).toEqual({ ok: false, error: 'full' });
  waiting.remove(ids[0]);
  expect(waiting.put(ids[2], letter()).ok).toBe(true);
});

test('another key, an altered file, or one under another name is not read', () => {
  const id = idAt(1_000);
  expect(open().put(id, letter()).ok).toBe(true);
  expect(open(10, randomBytes(32)).read(id)).toBeNull();
  const from = join(folder.path, 'tawasul', `${id}.sealed`);
  const other = idAt(5_000);
  writeFileSync(join(folder.path, 'tawasul', `${other}.sealed`), readFileSync(from));
  expect(open().read(other)).toBeNull();
  const bytes = readFileSync(from);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  writeFileSync(from, bytes);
  const waiting = open();
  expect(waiting.read(id)).toBeNull();
  waiting.setAside(id);
  expect(open().ids()).toEqual([other]);
  expect(files()).toContain(`${id}.unreadable`);
});
