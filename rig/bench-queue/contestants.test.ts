import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignedDocument } from '../../contract/payment.ts';
import { ALL, WITHIN } from './open.ts';
import { sampleDocument } from './sample-document.ts';
import { makeDurable, readDurability } from './sqlite-handle.ts';
import { writtenBytes } from './written-bytes.ts';

let folder: string;
let signed: SignedDocument;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-bench-queue-'));
  signed = sampleDocument(join(folder, 'document'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(Object.keys(WITHIN))(
  '%s gives back what it was given, and says how durable',
  async (name) => {
    const open = ALL[name];
    if (open === undefined) throw new Error(name);
    const contestant = await open(join(folder, name), signed);
    expect(contestant.durability).toMatch(/journal_mode=wal synchronous=FULL/u);
    expect(await contestant.enqueue(3, 1)).toBeGreaterThan(0);
    expect(await contestant.dequeue?.(3, 1)).toBeGreaterThan(0);
    await contestant.close();
  },
);

const rowsOf = (file: string, sql: string): unknown[] => {
  const db = new Database(join(folder, file), { readonly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
};

test('everyone was given the same document, and has dequeued it', () => {
  const done = 2;
  expect(rowsOf('plainjob/plainjob.sqlite', 'SELECT data, status FROM plainjob_jobs')).toEqual(
    Array.from({ length: 3 }, () => ({ data: JSON.stringify(signed), status: done })),
  );
  expect(rowsOf('liteque/liteque.sqlite', 'SELECT * FROM tasks')).toEqual([]);
  expect(rowsOf('journal/journal.sqlite', 'SELECT status, attempts FROM outbox')).toEqual(
    Array.from({ length: 3 }, () => ({ status: 'done', attempts: 1 })),
  );
  expect(rowsOf('journal/journal.sqlite', 'SELECT state FROM payments')).toEqual(
    Array.from({ length: 3 }, () => ({ state: 'posted' })),
  );
});

test('a handle whose commits are not synced is refused', () => {
  const db = new Database(join(folder, 'handle.sqlite'));
  makeDurable(db);
  expect(readDurability(db)).toContain('synchronous=FULL');
  db.pragma('synchronous = NORMAL');
  expect(() => readDurability(db)).toThrow('not durable');
  db.close();
});

test('the same bytes are those of the document and more, and fewer than their pages', async () => {
  const { values, pages } = await writtenBytes(join(folder, 'written'), signed);
  expect(values.enqueue).toBeGreaterThan(signed.document.length);
  expect(pages.enqueue).toBeGreaterThan(values.enqueue);
  expect(pages.dequeue).toHaveLength(values.dequeue.length);
});
