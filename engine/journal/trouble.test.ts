/** What a start notices of a journal that is not as it was left. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noCrash } from '../crash-points.ts';
import { diskTrouble } from '../health/disk-trouble.ts';
import { openJournal } from '../open-journal.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import { openDatabase } from './database.ts';
import { anchorIn, createHeads } from './heads.ts';

const clock = createFakeClock();
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const open = () => openJournal(stageConfig(folder.path), { clock, crash: noCrash });
const close = (opened: ReturnType<typeof open>): void => {
  if (!opened.ok) throw new Error(opened.error.detail);
  opened.value.mirror.close();
  opened.value.journal.close();
};
/** Two payments that wait to be sent, in a journal that this release opened once. */
const fill = (): void => {
  const opened = open();
  if (!opened.ok) throw new Error(opened.error.detail);
  let made = 0;
  const bench: Bench = {
    ...opened.value,
    folder: folder.path,
    newId: () => {
      made += 1;
      return `019ab3c4-5d6e-7f00-8a1b-${String(made).padStart(12, '0')}` as never;
    },
  };
  confirmedPayment(bench);
  confirmedPayment(bench);
  close(opened);
};
const alter = (sql: string): void => {
  const db = new Database(join(folder.path, 'journal.sqlite'));
  db.exec(sql);
  db.close();
};

describe('a row beside the facts that says something else than they do', () => {
  test.each([
    ['a state', 'UPDATE payments SET snapshot = replace(snapshot, \'"confirmed"\', \'"posted"\')'],
    ['an amount', "UPDATE payments SET snapshot = replace(snapshot, '32569', '32568')"],
    ['an amount to be sent', 'UPDATE outbox SET amount_fils = 1'],
    ['a document called sent', "UPDATE outbox SET status = 'done'"],
    ['a document taken out', 'DELETE FROM outbox'],
    ['a payment taken out', 'DELETE FROM payments WHERE rowid = 2'],
  ])('%s', (_what, sql) => {
    fill();
    close(open());
    alter(sql);
    expect(open()).toMatchObject({ ok: false, error: { code: 'projectionDiffers' } });
    expect(open()).toMatchObject({ ok: false, error: { code: 'projectionDiffers' } });
  });
});

describe('what somebody else remembers of it', () => {
  const remember = (more: Partial<{ generation: number; seq: number; hash: string }>): void => {
    const bench = openBench(folder.path, clock);
    const hash = bench.journal.head();
    anchorIn(join(folder.path, 'mirror')).write({
      generation: 1,
      seq: bench.journal.nextSeq() - 1,
      hash,
      at: '2026-11-22T10:00:00.000Z',
      exposureFils: 0,
      exposureCount: 0,
      ...more,
    });
    bench.mirror.close();
    bench.journal.close();
  };

  test('as much as there is: it opens', () => {
    fill();
    remember({});
    close(open());
  });
  test.each([
    ['more facts', { seq: 9_999 }],
    ['another fact in its place', { hash: 'f'.repeat(64) }],
    ['a later generation', { generation: 2, seq: 1 }],
  ])('%s: it is refused', (_what, more) => {
    fill();
    remember(more);
    expect(open()).toMatchObject({ ok: false, error: { code: 'cutTail' } });
  });

  test('what may have been charged counts as open', () => {
    const bench = openBench(folder.path, clock);
    const database = new Database(':memory:');
    database.exec('CREATE TABLE facts (seq INTEGER, hash TEXT)');
    const heads = createHeads(database as never, bench.journal);
    expect(heads.now(0)).toMatchObject({ seq: 0, exposureFils: 0, exposureCount: 0 });
    confirmedPayment(bench);
    expect(heads.now(0)).toMatchObject({ exposureFils: 32_569, exposureCount: 1 });
    database.close();
    bench.mirror.close();
    bench.journal.close();
  });
});

test('a lost signing key is not silently replaced', () => {
  fill();
  const key = join(folder.path, 'keys', 'kiosk-key.pem');
  renameSync(key, `${key}.away`);
  expect(open()).toMatchObject({ ok: false, error: { code: 'otherKey', where: key } });
  expect(open()).toMatchObject({ ok: false, error: { code: 'otherKey', where: key } });
  renameSync(`${key}.away`, key);
  close(open());
  rmSync(key);
  expect(open()).toMatchObject({ ok: false, error: { code: 'otherKey' } });
});

test('SQLite’s own full database is told as a disk’s trouble, and leaves nothing half done', () => {
  const database = openDatabase(folder.path);
  if (!database.ok) throw new Error(database.error.detail);
  const pages = Number(database.value.pragma('page_count', { simple: true }));
  database.value.close();
  const db = new Database(join(folder.path, 'journal.sqlite'));
  db.pragma(`max_page_count = ${String(pages + 1)}`);
  const fillUp = db.transaction(() => {
    for (let i = 0; i < 100; i++)
      db.prepare('INSERT INTO kept (name, value) VALUES (?, ?)').run(
        `n${String(i)}`,
        'x'.repeat(900),
      );
  });
  let cause: unknown = null;
  try {
    fillUp();
  } catch (thrown) {
    cause = thrown;
  }
  expect(diskTrouble(cause)).toBe('SQLITE_FULL');
  expect(db.prepare('SELECT count(*) AS n FROM kept').get()).toEqual({ n: 0 });
  db.close();
});
