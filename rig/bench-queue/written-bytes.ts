import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SignedDocument } from '../../contract/payment.ts';
import { sha256Hex } from '../../engine/payments/documents.ts';
import { approve, confirm, openJournalContestant, post } from './journal.ts';
import { begin } from './sample.ts';

type Row = Readonly<Record<string, unknown>>;

/** What commits carry: an enqueue's bytes, and those of each of a dequeue's commits. */
export type Written = { readonly enqueue: number; readonly dequeue: readonly number[] };

const INTEGER_BYTES = 8;
/** SQLite's file format: a page in the log follows 24 bytes about it; 4 bytes of a chained page name the next. */
const PAGE_BYTES = 4_096;
const FRAME_BYTES = PAGE_BYTES + 24;
const CHAINED_BYTES = PAGE_BYTES - 4;

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.length;
  return value === null ? 0 : INTEGER_BYTES;
};

const rowBytes = (row: unknown): number =>
  Object.values(row as Row).reduce<number>((sum, value) => sum + valueBytes(value), 0);

const newest = (table: string): string => `SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 1`;

/**
 * Read from a journal that holds one payment: `values`, the bytes of what its commits put into columns,
 * over all tables and without indexes; `pages`, those of one row that changes as many pages.
 */
export const writtenBytes = async (
  folder: string,
  signed: SignedDocument,
): Promise<{ readonly values: Written; readonly pages: Written }> => {
  const contestant = openJournalContestant(folder, signed, 'within');
  const { db, journal } = contestant;
  const log = join(folder, 'journal.sqlite-wal');
  const rows = (...tables: readonly string[]): number =>
    tables.reduce((sum, table) => sum + rowBytes(db.prepare(newest(table)).get()), 0);
  const pagesOf = (commit: () => void): number => {
    const before = statSync(log).size;
    commit();
    return (statSync(log).size - before) / FRAME_BYTES;
  };
  const chained = (pages: number): number => Math.max(1, (pages - 1) * CHAINED_BYTES);
  const payment = begin(journal);
  const id = payment.paymentId;
  const approved = pagesOf(() => {
    approve(journal, payment, signed, sha256Hex(signed.document));
  });
  const enqueue = rows('facts', 'payments', 'outbox');
  confirm(journal, id);
  const counted = pagesOf(() => {
    journal.outbox.attempt(id, 'payment');
  });
  const posted = pagesOf(() => {
    post(journal, id);
  });
  const postedBytes = rows('facts', 'payments') + valueBytes('done');
  await contestant.close();
  return {
    values: { enqueue, dequeue: [INTEGER_BYTES, postedBytes] },
    pages: { enqueue: chained(approved), dequeue: [chained(counted), chained(posted)] },
  };
};
