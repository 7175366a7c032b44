import type { Database, SQLite3Error } from '@sqlite.org/sqlite-wasm';
import type { SqlDatabase, SqlStatement, SqlValue } from '../../../engine/journal/sql.ts';
import { PowerCut, type DiskAccess } from './disk.ts';
import { prepareStatement, SqlError, type Statement } from './statement.ts';
import { addressOn, type Sqlite } from './vfs.ts';

const PRIMARY = 0xff;

/**
 * The journal's SQL over SQLite's WASM build on a simulated disk. SQLite itself is never thrown through:
 * the disk fails each call after a cut, and the cut is thrown once SQLite has come to its end.
 */
export const openWasmDatabase = (sqlite3: Sqlite, disk: DiskAccess, name: string): SqlDatabase => {
  const { capi, oo1 } = sqlite3;
  const address = addressOn(disk, name);
  const alive = <T>(act: () => T): T => {
    if (disk.isOff()) throw new PowerCut('the power is off');
    try {
      const done = act();
      // A commit succeeds though the power went while its log was copied into the database.
      if (disk.isOff()) throw new PowerCut('the power went');
      return done;
    } catch (cause) {
      if (disk.isOff()) throw new PowerCut('the power went');
      const { resultCode } = cause as SQLite3Error;
      if (typeof resultCode !== 'number') throw cause;
      const code = capi.sqlite3_js_rc_str(resultCode & PRIMARY);
      throw new SqlError(code, (cause as Error).message);
    }
  };

  const db: Database = alive(
    () => new oo1.DB({ filename: address.uri, flags: 'c', vfs: address.vfs }),
  );
  const handle = db.pointer ?? 0;
  /** Rows are always read to their end at once, so that one statement of each text is enough. */
  const statements = new Map<string, Statement>();
  const statementOf = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = prepareStatement(sqlite3, handle, sql);
    statements.set(sql, made);
    return made;
  };

  const prepare = (sql: string): SqlStatement => {
    const rows = (values: readonly unknown[], most: number): unknown[] =>
      alive(() => statementOf(sql).rows(values as readonly SqlValue[], most));
    return {
      run: (...values) => ({
        changes: alive(() => statementOf(sql).run(values as readonly SqlValue[])),
      }),
      get: (...values) => rows(values, 1)[0],
      all: (...values) => rows(values, Number.POSITIVE_INFINITY),
      iterate: (...values) => rows(values, Number.POSITIVE_INFINITY),
    };
  };

  const exec = (sql: string): void => {
    alive(() => db.exec(sql));
  };
  const inTransaction =
    <A extends readonly unknown[], T>(begin: string, body: (...args: A) => T) =>
    (...args: A): T => {
      prepare(begin).run();
      try {
        const result = body(...args);
        prepare('COMMIT').run();
        return result;
      } catch (cause) {
        if (!disk.isOff() && capi.sqlite3_get_autocommit(db) === 0) prepare('ROLLBACK').run();
        throw cause;
      }
    };

  return {
    name: name,
    prepare,
    exec,
    pragma: (text) => {
      const row = prepare(`PRAGMA ${text}`).get() as Record<string, unknown> | undefined;
      return row === undefined ? undefined : Object.values(row)[0];
    },
    transaction: (body) =>
      Object.assign(inTransaction('BEGIN', body), {
        immediate: inTransaction('BEGIN IMMEDIATE', body),
      }),
    close: () => {
      if (!db.isOpen()) return;
      for (const statement of statements.values()) statement.finalize();
      statements.clear();
      db.close();
      address.forget();
    },
  };
};
