import { hash } from 'node:crypto';
import { chmodSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';

/** One act of the staff's: who (a technician's number, `null` before anybody entered), what, when. */
export const bookEntrySchema = z.object({
  who: z.string().nullable(),
  what: z.enum([
    'bookLost', // the book before this one was missing, cut or altered
    'opened',
    'closed',
    'wrongPin',
    'refusedLocked',
    'entered',
    'left',
    'act',
  ]),
  /** Short words of ours about it; never what was typed. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type BookEntry = z.infer<typeof bookEntrySchema>;
export type WrittenEntry = BookEntry & { readonly seq: number; readonly atMs: number };

/** The journal's part about the staff: append-only and hash-chained like the payments' facts. */
export type StaffBook = {
  /** On the disk when it returns. */
  readonly write: (entry: BookEntry) => void;
  /** Newest first. */
  readonly latest: (count: number) => readonly WrittenEntry[];
  readonly close: () => void;
};

type Row = { seq: number; at_ms: number; body: string; hash: string };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS acts (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS acts_never_change BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS acts_never_go BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END;
`;
const GENESIS = '0'.repeat(64);

const link = (previous: string, seq: number, atMs: number, body: string): string =>
  hash('sha256', JSON.stringify([previous, seq, atMs, body]), 'hex');

/** The last link's number and hash; `null`: a link is broken. */
const verify = (db: Database.Database): { seq: number; head: string } | null => {
  let head = GENESIS;
  let seq = 0;
  for (const row of db.prepare('SELECT * FROM acts ORDER BY seq').iterate() as Iterable<Row>) {
    if (row.seq !== seq + 1 || link(head, row.seq, row.at_ms, row.body) !== row.hash) return null;
    head = row.hash;
    seq = row.seq;
  }
  return { seq, head };
};

const openAt = (path: string): { db: Database.Database; seq: number; head: string } | null => {
  let db: Database.Database | null = null;
  try {
    db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec(SCHEMA);
    const end = verify(db);
    if (end !== null) return { db, ...end };
    db.close();
    return null;
  } catch (cause) {
    db?.close();
    const code = (cause as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return null;
    throw cause;
  }
};

/**
 * Opens the book in `dataFolder`. `remembered` and `remember`: its end as the journal knows it. A book
 * that is shorter, other or unreadable is set aside, never mended, and the new one begins with that.
 */
export const openBook = (
  dataFolder: string,
  deps: {
    readonly clock: Clock;
    readonly remembered: () => string | null;
    readonly remember: (end: string) => void;
  },
): StaffBook => {
  const path = join(dataFolder, 'staff.sqlite');
  const known = deps.remembered();
  let opened = openAt(path);
  // Killed between the book's commit and the journal's: it may be one entry further.
  const [knownSeq, knownHead] = known?.split(':') ?? [];
  const holds = (): boolean => {
    if (opened === null || known === null) return opened !== null;
    const row = opened.db.prepare('SELECT hash FROM acts WHERE seq = ?').get(Number(knownSeq)) as
      Pick<Row, 'hash'> | undefined;
    return row?.hash === knownHead;
  };
  const lost = !holds();
  if (lost) {
    opened?.db.close();
    const aside = `${path}.aside-${String(deps.clock.wallMs())}`;
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(path + end)) renameSync(path + end, aside + end);
    opened = openAt(path);
  }
  if (opened === null) throw new Error('a new book could not be begun');
  const { db } = opened;
  let { seq, head } = opened;
  chmodSync(path, 0o600);
  const insert = db.prepare('INSERT INTO acts (seq, at_ms, body, hash) VALUES (?, ?, ?, ?)');
  const latest = db.prepare('SELECT * FROM acts ORDER BY seq DESC LIMIT ?');

  const write = (entry: BookEntry): void => {
    const body = JSON.stringify(bookEntrySchema.parse(entry));
    const atMs = Math.max(0, Math.floor(deps.clock.wallMs()));
    const next = link(head, seq + 1, atMs, body);
    insert.run(seq + 1, atMs, body, next);
    seq += 1;
    head = next;
    deps.remember(`${String(seq)}:${head}`);
  };
  if (lost) write({ who: null, what: 'bookLost', detail: {} });

  return {
    write,
    latest: (count) =>
      (latest.all(count) as Row[]).map((row) => ({
        ...bookEntrySchema.parse(JSON.parse(row.body)),
        seq: row.seq,
        atMs: row.at_ms,
      })),
    close: () => {
      db.close();
    },
  };
};
