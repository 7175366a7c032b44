import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { openBook, type StaffBook } from './book.ts';

const stage = () => {
  const folder = temporaryFolder().path;
  let end: string | null = null;
  const open = (): StaffBook =>
    openBook(folder, {
      clock: createFakeClock(),
      remembered: () => end,
      remember: (next) => {
        end = next;
      },
    });
  const filled = (): void => {
    const book = open();
    book.write({ who: null, what: 'opened', detail: { way: 'gesture' } });
    book.write({ who: '1001', what: 'entered', detail: { way: 'gesture' } });
    book.write({ who: '1001', what: 'left', detail: { because: 'idle' } });
    book.close();
  };
  return { folder, open, filled };
};

test('who, what and when stand there after a restart, newest first', () => {
  const { open, filled } = stage();
  filled();
  const book = open();
  expect(book.latest(2)).toMatchObject([
    { seq: 3, who: '1001', what: 'left', detail: { because: 'idle' } },
    { seq: 2, who: '1001', what: 'entered' },
  ]);
  expect(book.latest(1)[0]?.atMs).toBe(Date.UTC(2026, 10, 22, 13, 40));
  book.close();
});

const damage: readonly [string, (path: string) => void][] = [
  [
    'altered',
    (path) => {
      const db = new Database(path);
      db.exec(
        `DROP TRIGGER acts_never_change; UPDATE acts SET body = replace(body, '1001', '1002')`,
      );
      db.close();
    },
  ],
  [
    'cut',
    (path) => {
      const db = new Database(path);
      db.exec('DROP TRIGGER acts_never_go; DELETE FROM acts WHERE seq = 3');
      db.close();
    },
  ],
  [
    'removed',
    (path) => {
      for (const tail of ['', '-wal', '-shm']) rmSync(path + tail, { force: true });
    },
  ],
];

test.each(damage)('a book that was %s is set aside and the new one says so', (_name, harm) => {
  const { folder, open, filled } = stage();
  filled();
  harm(join(folder, 'staff.sqlite'));
  const book = open();
  expect(book.latest(9)).toMatchObject([{ seq: 1, what: 'bookLost' }]);
  book.close();
  const aside = readdirSync(folder).filter((file) => file.includes('.aside-'));
  expect(aside.length).toBeGreaterThan(0);
});

test('no entry can be changed or taken away', () => {
  const { folder, filled } = stage();
  filled();
  const db = new Database(join(folder, 'staff.sqlite'));
  expect(() => db.exec(`UPDATE acts SET at_ms = 0`)).toThrow(/append-only/u);
  expect(() => db.exec('DELETE FROM acts')).toThrow(/append-only/u);
  db.close();
});
