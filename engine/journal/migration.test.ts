/** A journal of an earlier release opens in this one, with nothing lost; `golden-files` are never made anew. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { fillBillIndex } from './bill-index.ts';
import { openDatabase, SCHEMA_VERSION } from './database.ts';
import { createJournal, replay, type Journal } from './journal.ts';
import { createSealer } from './sealed.ts';
import type { SqlDatabase } from './sql.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  copyFileSync(
    join(import.meta.dirname, 'golden-files/journal-v1.sqlite'),
    join(folder.path, 'journal.sqlite'),
  );
});
afterEach(() => {
  folder.remove();
});

const open = (): { readonly db: SqlDatabase; readonly journal: Journal } => {
  const db = openDatabase(folder.path);
  if (!db.ok) throw new Error(db.error.detail);
  const journal = createJournal(db.value, {
    clock: createFakeClock(),
    sealer: createSealer(Buffer.alloc(32, 7)),
  });
  if (!journal.ok) throw new Error(journal.error.detail);
  return { db: db.value, journal: journal.value };
};

const states = (journal: Journal, billId: string): readonly string[] =>
  journal
    .paymentsForBill(billId)
    .map(({ state }) => state)
    .toSorted();

test('a journal of version 1 is brought up to date: its bills are found', () => {
  const { db, journal } = open();
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(states(journal, 'ewa-12345678-1')).toEqual(['confirmed', 'inDoubt']);
  expect(states(journal, 'bill-a')).toEqual(['declined']);
  expect(states(journal, 'bill-b')).toEqual(['declined']);
  expect(states(journal, 'nobody')).toEqual([]);
  journal.close();
});

test('its facts are the same, sealed fields can be read, and it opens a second time', () => {
  const first = open();
  const head = first.journal.head();
  for (const [id, payment] of replay(first.db)) expect(first.journal.payment(id)).toEqual(payment);
  const [queued] = first.journal.inStates(['confirmed']);
  expect(queued === undefined ? null : first.journal.personal(queued.paymentId)).not.toBeNull();
  first.journal.close();
  const again = open();
  expect(again.journal.head()).toBe(head);
  expect(states(again.journal, 'bill-a')).toEqual(['declined']);
  again.journal.close();
});

test('an emptied index is filled from the payments', () => {
  const { db, journal } = open();
  db.exec('DELETE FROM bill_payments');
  expect(states(journal, 'bill-a')).toEqual([]);
  fillBillIndex(db);
  expect(states(journal, 'bill-a')).toEqual(['declined']);
  journal.close();
});
