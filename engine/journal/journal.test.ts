import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import {
  authorisation,
  beginPayment,
  openBench,
  personal,
  temporaryFolder,
} from '../testing/sample.ts';
import { recordApproval, recoverFromMirror } from '../payments/approval.ts';
import { ImpossibleFact } from '../payments/fold.ts';
import { asSql, openDatabase } from './database.ts';
import { createJournal, replay } from './journal.ts';
import { createSealer } from './sealed.ts';

const clock = createFakeClock();
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const approvedPayment = (bench: ReturnType<typeof openBench>) => {
  const id = beginPayment(bench);
  const begun = bench.journal.payment(id);
  if (begun === null) throw new Error('no payment');
  recordApproval(begun, authorisation(), 'statusInformation', bench);
  return id;
};

/** Reaches under the journal's own guard, as a thief or a broken disk would. */
const tamper = (sql: string): void => {
  const db = new Database(join(folder.path, 'journal.sqlite'));
  db.exec('DROP TRIGGER facts_never_change; DROP TRIGGER facts_never_go;');
  db.exec(sql);
  db.close();
};

describe('the journal', () => {
  test('opens with WAL and synchronous FULL, every time', () => {
    for (let i = 0; i < 2; i++) {
      const opened = openDatabase(folder.path);
      if (!opened.ok) throw new Error(opened.error.detail);
      expect(opened.value.pragma('synchronous', { simple: true })).toBe(2);
      expect(opened.value.pragma('journal_mode', { simple: true })).toBe('wal');
      opened.value.close();
    }
  });

  test('gives back after reopening exactly what was committed', () => {
    const bench = openBench(folder.path, clock);
    const id = approvedPayment(bench);
    const before = bench.journal.payment(id);
    const document = bench.journal.outbox.document(id, 'payment');
    bench.journal.close();
    const again = openBench(folder.path, clock);
    expect(again.journal.payment(id)).toEqual(before);
    expect(again.journal.outbox.document(id, 'payment')).toEqual(document);
    expect(again.journal.outbox.row(id, 'payment')?.status).toBe('held');
    expect(again.journal.personal(id)).toEqual(personal());
    again.journal.close();
  });

  test('projection equals the fold over all facts', () => {
    const bench = openBench(folder.path, clock);
    const id = approvedPayment(bench);
    const projected = bench.journal.payment(id);
    bench.journal.close();
    const db = new Database(join(folder.path, 'journal.sqlite'));
    expect(replay(asSql(db)).get(id)).toEqual(projected);
    db.close();
  });

  test('refuses to change or delete a fact', () => {
    const bench = openBench(folder.path, clock);
    beginPayment(bench);
    bench.journal.close();
    const db = new Database(join(folder.path, 'journal.sqlite'));
    expect(() => db.exec("UPDATE facts SET body = '{}'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM facts')).toThrow('append-only');
    db.close();
  });

  test.each([
    [
      'an altered amount',
      "UPDATE facts SET body = replace(body, '32569', '32560') WHERE seq = 1",
      1,
    ],
    ['an altered time', 'UPDATE facts SET at_ms = at_ms + 1 WHERE seq = 2', 2],
    ['a fact taken out', 'DELETE FROM facts WHERE seq = 2', 3],
  ])('notices %s', (_name, sql, seq) => {
    const bench = openBench(folder.path, clock);
    approvedPayment(bench);
    bench.journal.close();
    tamper(sql);
    const opened = openDatabase(folder.path);
    if (!opened.ok) throw new Error(opened.error.detail);
    const journal = createJournal(opened.value, { clock, sealer: createSealer(Buffer.alloc(32)) });
    expect(journal).toMatchObject({ ok: false, error: { code: 'chainBroken' } });
    expect(journal.ok ? '' : journal.error.detail).toContain(`fact ${seq} `);
    opened.value.close();
  });

  test('a fact out of order is refused and leaves nothing behind', () => {
    const bench = openBench(folder.path, clock);
    const id = beginPayment(bench);
    const next = bench.journal.nextSeq();
    expect(() =>
      bench.journal.commit({
        paymentId: id,
        facts: [{ v: 1, type: 'posted', recordedAt: 'x', lines: [] }],
      }),
    ).toThrow(ImpossibleFact);
    expect(bench.journal.nextSeq()).toBe(next);
    expect(bench.journal.payment(id)?.state).toBe('authorising');
    bench.journal.close();
  });

  test('approval and outbox row are one: a failing row takes the approval with it', () => {
    const bench = openBench(folder.path, clock);
    const id = beginPayment(bench);
    expect(() =>
      bench.journal.commit({
        paymentId: id,
        facts: [
          {
            v: 1,
            type: 'approved',
            authorisation: authorisation(),
            documentHash: 'b'.repeat(64),
            from: 'statusInformation',
          },
        ],
        outbox: () => {
          throw new Error('disk full');
        },
      }),
    ).toThrow('disk full');
    expect(bench.journal.payment(id)?.state).toBe('authorising');
    expect(bench.journal.outbox.row(id, 'payment')).toBeNull();
    bench.journal.close();
  });

  test('personal fields are unreadable on the disk and can be erased without breaking the chain', () => {
    const bench = openBench(folder.path, clock);
    const id = approvedPayment(bench);
    bench.journal.erasePersonal(id);
    bench.journal.close();
    const again = openBench(folder.path, clock);
    expect(again.journal.personal(id)).toBeNull();
    expect(again.journal.payment(id)?.state).toBe('approved');
    again.journal.close();
    const bytes = readFileSync(join(folder.path, 'journal.sqlite')).toString('latin1');
    expect(bytes).toContain('ewa-12345678-1'); // the bill is the record
    expect(bytes).not.toContain('"reference":"12345678"');
  });

  test('a second engine on the same folder is told so', () => {
    const bench = openBench(folder.path, clock);
    beginPayment(bench);
    expect(openDatabase(folder.path)).toMatchObject({ ok: false, error: { code: 'inUse' } });
    bench.journal.close();
  });

  test.each([
    ['garbage', 'not a database at all, just text that is long enough to be read as a header'],
    ['an empty page of zeros', '\0'.repeat(8192)],
  ])('%s instead of a database is refused and left untouched', (_name, content) => {
    const path = join(folder.path, 'journal.sqlite');
    writeFileSync(path, content);
    const opened = openDatabase(folder.path);
    expect(opened).toMatchObject({ ok: false, error: { code: 'notADatabase' } });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test('a database of a newer release is refused', () => {
    openBench(folder.path, clock).journal.close();
    const db = new Database(join(folder.path, 'journal.sqlite'));
    db.pragma('user_version = 99');
    db.close();
    expect(openDatabase(folder.path)).toMatchObject({ ok: false, error: { code: 'newerVersion' } });
  });
});

describe('the mirror', () => {
  test('brings an approval back after the journal itself was lost', () => {
    const bench = openBench(folder.path, clock);
    const id = approvedPayment(bench);
    const document = bench.journal.outbox.document(id, 'payment');
    bench.journal.close();
    bench.mirror.close();
    const other = temporaryFolder();
    const empty = openBench(other.path, clock);
    const fromMirror = { ...empty, mirror: openBench(folder.path, clock).mirror };
    expect(recoverFromMirror(fromMirror)).toBe(1);
    expect(empty.journal.payment(id)).toMatchObject({ state: 'approved', totalFils: 32_569 });
    expect(empty.journal.outbox.document(id, 'payment')).toEqual(document);
    expect(recoverFromMirror(fromMirror)).toBe(0);
    empty.journal.close();
    other.remove();
  });

  test('is read whole when it is many times longer than what is read at once', () => {
    const bench = openBench(folder.path, clock);
    const written = Array.from({ length: 40 }, (_, n) => ({ n, text: 'ب'.repeat(50_000 + n) }));
    for (const entry of written) bench.mirror.write(entry);
    expect([...bench.mirror.entries()]).toEqual(written);
    bench.journal.close();
  });

  test('a line torn by a power cut is passed over, and the next one is whole', () => {
    const bench = openBench(folder.path, clock);
    const first = approvedPayment(bench);
    bench.mirror.close();
    bench.journal.close();
    const path = join(folder.path, 'mirror', 'approvals.mirror');
    writeFileSync(path, readFileSync(path, 'utf8') + 'a'.repeat(64) + ' {"v":1,"paym');
    const again = openBench(folder.path, clock);
    expect([...again.mirror.entries()]).toHaveLength(1);
    const second = approvedPayment(again);
    again.mirror.close();
    again.journal.close();
    const third = openBench(folder.path, clock);
    expect([...third.mirror.entries()].map((e) => (e as { paymentId: string }).paymentId)).toEqual([
      first,
      second,
    ]);
    third.journal.close();
  });
});

describe("a terminal's receipt text", () => {
  test('is sealed, read back in order, and goes with the personal fields; the chain holds', () => {
    const bench = openBench(folder.path, clock);
    const id = beginPayment(bench);
    for (const line of ['CARD PAYMENT', 'J SMITH'])
      bench.journal.commit({
        paymentId: id,
        facts: [{ v: 1, type: 'terminalText', for: 'customer', lineCount: 1 }],
        terminalText: [line],
      });
    expect(bench.journal.terminalTexts(id)).toEqual([['CARD PAYMENT'], ['J SMITH']]);
    expect(bench.journal.personal(id)).not.toBeNull();
    expect(readFileSync(join(folder.path, 'journal.sqlite'), 'latin1')).not.toContain('J SMITH');
    bench.journal.erasePersonal(id);
    expect(bench.journal.terminalTexts(id)).toEqual([]);
    bench.journal.close();
    openBench(folder.path, clock).journal.close();
  });
});
