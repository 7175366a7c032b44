import type { Database, PreparedStatement, SQLite3Error } from '@sqlite.org/sqlite-wasm';
import type { SqlDatabase, SqlStatement, SqlValue } from '../../../engine/journal/sql.ts';
import { PowerCut, type DiskAccess } from './disk.ts';
import { addressOn, type Sqlite } from './vfs.ts';

/** What better-sqlite3 would throw: the journal reads the code's name. */
class SqlError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

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
      return act();
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
  const free = new Map<string, PreparedStatement[]>();
  const all = new Set<PreparedStatement>();

  const take = (sql: string): PreparedStatement => {
    const found = free.get(sql)?.pop();
    if (found !== undefined) return found;
    const made = db.prepare(sql);
    all.add(made);
    return made;
  };
  const giveBack = (sql: string, statement: PreparedStatement): void => {
    statement.reset(true);
    const list = free.get(sql);
    if (list === undefined) free.set(sql, [statement]);
    else list.push(statement);
  };

  const rowOf = (statement: PreparedStatement, names: readonly string[]): unknown => {
    const row: Record<string, unknown> = {};
    names.forEach((column, index) => {
      const value = statement.get(index);
      row[column] = value instanceof Uint8Array ? Buffer.from(value) : value;
    });
    return row;
  };
  const bind = (statement: PreparedStatement, values: readonly unknown[]): void => {
    const [first] = values;
    if (values.length === 0) return;
    if (
      values.length === 1 &&
      typeof first === 'object' &&
      first !== null &&
      !(first instanceof Uint8Array)
    ) {
      const named = Object.entries(first as Record<string, SqlValue>);
      statement.bind(Object.fromEntries(named.map(([key, value]) => [`@${key}`, value])));
    } else statement.bind([...(values as SqlValue[])]);
  };
  const withStatement = <T>(
    sql: string,
    values: readonly unknown[],
    act: (statement: PreparedStatement) => T,
  ): T =>
    alive(() => {
      const statement = take(sql);
      try {
        bind(statement, values);
        return act(statement);
      } finally {
        if (disk.isOff()) statement.finalize();
        else giveBack(sql, statement);
      }
    });
  const columns = new Map<string, readonly string[]>();
  const namesOf = (sql: string, statement: PreparedStatement): readonly string[] => {
    const known = columns.get(sql) ?? statement.getColumnNames();
    columns.set(sql, known);
    return known;
  };

  const prepare = (sql: string): SqlStatement => {
    const rows = (values: readonly unknown[], most: number): unknown[] =>
      withStatement(sql, values, (statement) => {
        const found: unknown[] = [];
        while (found.length < most && statement.step()) {
          found.push(rowOf(statement, namesOf(sql, statement)));
        }
        return found;
      });
    return {
      run: (...values) =>
        withStatement(sql, values, (statement) => {
          statement.step();
          return { changes: db.changes() };
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
      for (const statement of all) statement.finalize();
      all.clear();
      free.clear();
      db.close();
      address.forget();
    },
  };
};
