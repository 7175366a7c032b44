import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Signal } from '../../contract/otlp.ts';

/** What is dropped first when room runs short: the lower, the sooner; within one worth the oldest. */
export type Worth = 0 | 1 | 2 | 3;

export type Item = {
  readonly signal: Signal;
  readonly worth: Worth;
  /** JSON as it will be sent. */
  readonly body: unknown;
};

export type Batch = {
  readonly signal: Signal;
  readonly buffer: string;
  readonly batch: number;
  readonly bodies: readonly unknown[];
};

export type TelemetryBuffer = {
  /** All of them, or none when it throws; and beside them how far the journal was read. */
  readonly add: (items: readonly Item[], journalSeq?: number) => void;
  /**
   * The next batch of that signal, the same again until `done`; `null`: there is none. On the disk before
   * it is given out, so that not even a power cut gives its number to other items.
   */
  readonly next: (signal: Signal) => Batch | null;
  readonly done: (batch: Batch) => void;
  readonly waiting: () => number;
  /** Dropped for want of room since the buffer was made; what was not told of yet counts in `untold`. */
  readonly dropped: () => { readonly all: number; readonly untold: number };
  readonly toldDropped: (count: number) => void;
  readonly journalSeq: () => number | null;
  /** Moves what was written into the file, which waits for the disk: not while somebody waits for us. */
  readonly tidy: () => void;
  readonly close: () => void;
};

const MOST_ITEMS: Readonly<Record<Signal, number>> = { logs: 250, traces: 100, metrics: 20 };
const MOST_BATCH_BYTES = 200_000;
/** So much of the room is free again after dropping, so that it is not done for every item. */
const DOWN_TO = 0.95;
const DROP_AT_ONCE = 200;

const TABLES = `
  create table if not exists item (
    seq integer primary key autoincrement,
    signal text not null,
    worth integer not null,
    batch integer,
    bytes integer not null,
    body text not null
  ) strict;
  create index if not exists item_batch on item (signal, batch) where batch is not null;
  create index if not exists item_waiting on item (signal, seq) where batch is null;
  create index if not exists item_worth on item (worth, seq) where batch is null;
  create table if not exists kept (name text primary key, value text not null) strict, without rowid;
`;

/** A file that is no whole database is nobody's books: a new one takes its place. */
export const openBuffer = (file: string, mostBytes: number): TelemetryBuffer => {
  try {
    return open(file, mostBytes);
  } catch (cause) {
    const { code = '' } = cause as { code?: string };
    if (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT')) throw cause;
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    return open(file, mostBytes);
  }
};

type Row = { readonly seq: number; readonly bytes: number; readonly body: string };

const open = (file: string, mostBytes: number): TelemetryBuffer => {
  const db = new Database(file, { timeout: 0 });
  try {
    return over(db, mostBytes);
  } catch (cause) {
    db.close();
    throw cause;
  }
};

const over = (db: Database.Database, mostBytes: number): TelemetryBuffer => {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('journal_size_limit = 4194304');
  // A checkpoint waits for the disk; it is made by a timer, never by whoever happens to write.
  db.pragma('wal_autocheckpoint = 0');
  db.exec(TABLES);
  const read = db.prepare('select value from kept where name = ?').pluck();
  const write = db.prepare(
    'insert into kept (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  const number = (name: string): number => Number((read.get(name) as string | undefined) ?? 0);
  if (read.get('buffer') === undefined) write.run('buffer', randomBytes(8).toString('hex'));
  const buffer = read.get('buffer') as string;

  const count = db.prepare('select count(*) as items, coalesce(sum(bytes), 0) as bytes from item');
  let held = count.get() as { items: number; bytes: number };
  const insert = db.prepare('insert into item (signal, worth, bytes, body) values (?, ?, ?, ?)');
  const least = db.prepare(
    'select seq, bytes from item where batch is null order by worth, seq limit ?',
  );
  const remove = db.prepare('delete from item where seq = ?');
  const openBatch = db
    .prepare('select min(batch) from item where signal = ? and batch is not null')
    .pluck();
  const ofBatch = db.prepare(
    'select seq, bytes, body from item where signal = ? and batch = ? order by seq',
  );
  const next = db.prepare(
    'select seq, bytes, body from item where signal = ? and batch is null order by seq limit ?',
  );
  const assign = db.prepare('update item set batch = ? where seq = ?');
  const removeBatch = db.prepare('delete from item where signal = ? and batch = ?');

  const makeRoom = (): number => {
    let dropped = 0;
    const target = held.bytes > mostBytes ? mostBytes * DOWN_TO : mostBytes;
    while (held.bytes > target) {
      const rows = least.all(DROP_AT_ONCE) as Row[];
      if (rows.length === 0) break;
      for (const { seq, bytes } of rows) {
        if (held.bytes <= target) break;
        remove.run(seq);
        held = { items: held.items - 1, bytes: held.bytes - bytes };
        dropped += 1;
      }
    }
    return dropped;
  };
  const add = db.transaction((items: readonly Item[], journalSeq?: number) => {
    for (const { signal, worth, body } of items) {
      const text = JSON.stringify(body);
      insert.run(signal, worth, text.length, text);
      held = { items: held.items + 1, bytes: held.bytes + text.length };
    }
    const dropped = makeRoom();
    for (const name of dropped === 0 ? [] : ['dropped', 'untold'])
      write.run(name, String(number(name) + dropped));
    if (journalSeq !== undefined) write.run('journalSeq', String(journalSeq));
  });
  const form = db.transaction((signal: Signal, rows: readonly Row[]): number => {
    const batch = number(`batch.${signal}`) + 1;
    write.run(`batch.${signal}`, String(batch));
    for (const { seq } of rows) assign.run(batch, seq);
    return batch;
  });
  const finish = db.transaction(({ signal, batch }: Batch) => {
    const rows = ofBatch.all(signal, batch) as Row[];
    removeBatch.run(signal, batch);
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    held = { items: held.items - rows.length, bytes: held.bytes - bytes };
  });
  /** What is counted in memory stays right when a transaction is undone. */
  const undoing = <A extends unknown[], T>(run: (...args: A) => T): ((...args: A) => T) => {
    return (...args) => {
      const before = held;
      try {
        return run(...args);
      } catch (cause) {
        held = before;
        throw cause;
      }
    };
  };
  const fitting = (rows: readonly Row[]): readonly Row[] => {
    let bytes = 0;
    return rows.filter((row, index) => {
      bytes += row.bytes;
      return index === 0 || bytes <= MOST_BATCH_BYTES;
    });
  };

  return {
    add: undoing((items, journalSeq) => {
      add(items, journalSeq);
    }),
    next: (signal) => {
      let batch = openBatch.get(signal) as number | null;
      if (batch === null) {
        const rows = fitting(next.all(signal, MOST_ITEMS[signal]) as Row[]);
        if (rows.length === 0) return null;
        db.pragma('synchronous = FULL');
        try {
          batch = form.immediate(signal, rows);
        } finally {
          db.pragma('synchronous = NORMAL');
        }
      }
      const bodies = (ofBatch.all(signal, batch) as Row[]).map(
        ({ body }) => JSON.parse(body) as unknown,
      );
      return { signal, buffer, batch, bodies };
    },
    done: undoing((batch) => {
      finish(batch);
    }),
    waiting: () => held.items,
    dropped: () => ({ all: number('dropped'), untold: number('untold') }),
    toldDropped: (told) => {
      write.run('untold', String(Math.max(0, number('untold') - told)));
    },
    journalSeq: () => {
      const kept = read.get('journalSeq') as string | undefined;
      return kept === undefined ? null : Number(kept);
    },
    tidy: () => {
      db.pragma('wal_checkpoint(PASSIVE)');
    },
    close: () => {
      db.close();
    },
  };
};
