import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../contract/result.ts';
import { BILL_INDEX_SCHEMA } from './bill-index.ts';
import { SLIM_SCHEMA } from './slim-schema.ts';
import type { SqlDatabase } from './sql.ts';

export type JournalProblem = {
  readonly code:
    | 'cannotOpen'
    | 'notADatabase'
    | 'newerVersion'
    | 'notDurable'
    | 'chainBroken'
    /** Somebody remembers more of it than there is. */
    | 'cutTail'
    /** What it says of a payment is not what its facts say. */
    | 'projectionDiffers'
    /** A rebuild was killed while it moved the old one aside. */
    | 'rebuildUnfinished'
    | 'anotherProgram'
    | 'inUse'
    | 'otherKey';
  readonly where: string;
  readonly detail: string;
};

const FIRST_TABLES = `
  CREATE TABLE facts (
    seq INTEGER PRIMARY KEY,
    payment_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    sealed_commitment TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX facts_of_payment ON facts (payment_id, seq);
  CREATE TRIGGER facts_never_change BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER facts_never_go BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TABLE sealed (
    seq INTEGER PRIMARY KEY REFERENCES facts (seq),
    box BLOB NOT NULL
  ) STRICT;
  CREATE TABLE payments (
    payment_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    snapshot TEXT NOT NULL
  ) STRICT;
  CREATE INDEX payments_by_state ON payments (state);
  CREATE TABLE outbox (
    payment_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'reversal')),
    status TEXT NOT NULL CHECK (status IN ('held', 'released', 'done', 'void', 'quarantined')),
    amount_fils INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    box BLOB NOT NULL,
    PRIMARY KEY (payment_id, kind)
  ) STRICT;
  CREATE INDEX outbox_by_status ON outbox (status, created_at_ms);
  CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/**
 * When the log is copied into the database: its pages, 16 MB. The same few pages change in every commit,
 * so the rarer the copy the less is copied; a start reads at most this much log again.
 */
export const CHECKPOINT_PAGES = 4_000;

/** Each brings a file of the version before it to its own; what was released never changes. */
const MIGRATIONS: readonly string[] = [FIRST_TABLES, BILL_INDEX_SCHEMA, SLIM_SCHEMA];

/** An older file is migrated, a newer one refused. */
export const SCHEMA_VERSION = MIGRATIONS.length;

const pragma = (db: SqlDatabase, text: string): unknown => db.pragma(text, { simple: true });

/** Its types make the parameters depend on the statement's text, which no port can say. */
export const asSql = (db: Database.Database): SqlDatabase => db as unknown as SqlDatabase;

/** Opens the journal's file under the data folder and makes it ready; see `prepareDatabase`. */
export const openDatabase = (dataFolder: string): Result<SqlDatabase, JournalProblem> => {
  const where = join(dataFolder, 'journal.sqlite');
  let db: Database.Database;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    db = new Database(where, { timeout: 2_000 });
  } catch (cause) {
    return fail({ code: 'cannotOpen', where, detail: (cause as Error).message });
  }
  try {
    chmodSync(where, 0o600);
  } catch (cause) {
    db.close();
    return fail({ code: 'cannotOpen', where, detail: (cause as Error).message });
  }
  return prepareDatabase(asSql(db), where);
};

/**
 * Sets an opened database so that a commit is on the disk when it returns, and proves that it is so:
 * better-sqlite3 falls to NORMAL in WAL mode unless told otherwise at every open. Closes what it refuses.
 */
export const prepareDatabase = (
  db: SqlDatabase,
  where: string,
): Result<SqlDatabase, JournalProblem> => {
  const refuse = (
    code: JournalProblem['code'],
    detail: string,
  ): { readonly ok: false; readonly error: JournalProblem } => {
    db.close();
    return fail({ code, where, detail });
  };
  try {
    pragma(db, 'locking_mode = EXCLUSIVE');
    // Read before anything is set: a file that is not ours stays as it is, byte for byte.
    const version = Number(pragma(db, 'user_version'));
    if (version > SCHEMA_VERSION) {
      return refuse(
        'newerVersion',
        `written by a newer release (version ${version}, this one knows ${SCHEMA_VERSION}); install that release again`,
      );
    }
    if (version === 0 && pragma(db, 'schema_version') !== 0) {
      return refuse(
        'anotherProgram',
        'it is the database of another program; set it aside by hand',
      );
    }
    pragma(db, 'journal_mode = WAL');
    pragma(db, 'synchronous = FULL');
    pragma(db, `wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    if (pragma(db, 'journal_mode') !== 'wal' || pragma(db, 'synchronous') !== 2) {
      return refuse('notDurable', 'WAL with synchronous=FULL could not be set');
    }
    if (version < SCHEMA_VERSION) {
      // A table that others refer to can be made anew only while nobody looks.
      pragma(db, 'foreign_keys = OFF');
      db.transaction(() => {
        for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
        pragma(db, `user_version = ${SCHEMA_VERSION}`);
      })();
    }
    pragma(db, 'foreign_keys = ON');
    // Not the quick one: an index that is not as its table finds a payment under another name, or not at all.
    const check = pragma(db, 'integrity_check(1)');
    if (check !== 'ok') return refuse('notADatabase', String(check));
    return ok(db);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? '';
    const detail = (cause as Error).message;
    if (code.startsWith('SQLITE_BUSY')) {
      return refuse(
        'inUse',
        'another engine holds this journal; only one may run on a data folder',
      );
    }
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
      return refuse('notADatabase', `${detail}; the file was left untouched, set it aside by hand`);
    }
    return refuse('cannotOpen', detail);
  }
};
