import type { SqlValue } from '../../../engine/journal/sql.ts';
import type { Sqlite } from './vfs.ts';

/** What better-sqlite3 would throw: the journal reads the code's name. */
export class SqlError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** SQLite's functions as the WASM build exports them: addresses are numbers, nothing is converted. */
type Exports = {
  readonly malloc: (bytes: number) => number;
  readonly free: (at: number) => void;
  readonly sqlite3_prepare_v3: (
    db: number,
    sql: number,
    bytes: number,
    flags: number,
    out: number,
    tail: number,
  ) => number;
  readonly sqlite3_bind_text: (s: number, i: number, at: number, n: number, d: number) => number;
  readonly sqlite3_bind_blob: (s: number, i: number, at: number, n: number, d: number) => number;
  readonly sqlite3_bind_int: (s: number, i: number, value: number) => number;
  readonly sqlite3_bind_int64: (s: number, i: number, value: bigint) => number;
  readonly sqlite3_bind_double: (s: number, i: number, value: number) => number;
  readonly sqlite3_bind_null: (s: number, i: number) => number;
  readonly sqlite3_step: (s: number) => number;
  readonly sqlite3_reset: (s: number) => number;
  readonly sqlite3_finalize: (s: number) => number;
  readonly sqlite3_changes: (db: number) => number;
  readonly sqlite3_column_count: (s: number) => number;
  readonly sqlite3_column_name: (s: number, i: number) => number;
  readonly sqlite3_column_type: (s: number, i: number) => number;
  readonly sqlite3_column_double: (s: number, i: number) => number;
  readonly sqlite3_column_text: (s: number, i: number) => number;
  readonly sqlite3_column_blob: (s: number, i: number) => number;
  readonly sqlite3_column_bytes: (s: number, i: number) => number;
  readonly sqlite3_errmsg: (db: number) => number;
};

/** A statement with its rows read at once. Throws what has a `resultCode`, as the library itself does. */
export type Statement = {
  /** Rows changed. */
  readonly run: (values: readonly SqlValue[]) => number;
  readonly rows: (values: readonly SqlValue[], most: number) => unknown[];
  readonly finalize: () => void;
};

const ROW = 100;
const DONE = 101;
const INTEGER = 1;
const DOUBLE = 2;
const TEXT = 3;
const BLOB = 4;
const PERSISTENT = 1;
/** The bytes stay where they are until the next binding, which sets every value anew. */
const STATIC = 0;

const FIRST_SCRATCH = 64 * 1024;

/** A place of the heap that bound values are written to; SQLite reads them while it steps. */
const scratches = new WeakMap<Sqlite, ReturnType<typeof createScratch>>();
const createScratch = ({ wasm }: Sqlite, calls: Exports) => {
  let size = FIRST_SCRATCH;
  let at = calls.malloc(size);
  let view: Buffer = Buffer.alloc(0);
  return {
    at: (bytes: number): number => {
      if (bytes <= size) return at;
      calls.free(at);
      size = bytes * 2;
      at = calls.malloc(size);
      return at;
    },
    /** The whole heap; it moves as it grows. */
    heap: (): Buffer => {
      const now = wasm.heap8u();
      if (view.buffer !== now.buffer) view = Buffer.from(now.buffer);
      return view;
    },
  };
};

export const prepareStatement = (sqlite3: Sqlite, db: number, sql: string): Statement => {
  const calls = sqlite3.wasm.exports as unknown as Exports;
  const scratch = scratches.get(sqlite3) ?? createScratch(sqlite3, calls);
  scratches.set(sqlite3, scratch);
  const { heap } = scratch;
  const cString = (at: number): string => {
    const bytes = heap();
    return bytes.toString('utf8', at, bytes.indexOf(0, at));
  };
  const check = (code: number): void => {
    if (code === 0 || code === ROW || code === DONE) return;
    const message = cString(calls.sqlite3_errmsg(db));
    throw Object.assign(new Error(message), { resultCode: code });
  };

  const textBytes = Buffer.byteLength(sql, 'utf8');
  const at = scratch.at(textBytes + 8);
  heap().write(sql, at + 8, 'utf8');
  check(calls.sqlite3_prepare_v3(db, at + 8, textBytes, PERSISTENT, at, 0));
  const statement = heap().readInt32LE(at);
  const names = Array.from({ length: calls.sqlite3_column_count(statement) }, (_, i) =>
    cString(calls.sqlite3_column_name(statement, i)),
  );

  const bindAll = (values: readonly SqlValue[]): void => {
    let most = 0;
    for (const value of values) {
      // A UTF-16 unit is at most three bytes of UTF-8.
      if (typeof value === 'string') most += value.length * 3 + 1;
      else if (value instanceof Uint8Array) most += value.length + 1;
    }
    let to = most === 0 ? 0 : scratch.at(most);
    const bytes = heap();
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      let code: number;
      if (typeof value === 'string') {
        const count = bytes.write(value, to, 'utf8');
        code = calls.sqlite3_bind_text(statement, i + 1, to, count, STATIC);
        to += count + 1;
      } else if (typeof value === 'number') {
        if (!Number.isInteger(value)) code = calls.sqlite3_bind_double(statement, i + 1, value);
        else if (value === (value | 0)) code = calls.sqlite3_bind_int(statement, i + 1, value);
        else code = calls.sqlite3_bind_int64(statement, i + 1, BigInt(value));
      } else if (value === null || value === undefined) {
        code = calls.sqlite3_bind_null(statement, i + 1);
      } else if (typeof value === 'bigint') {
        code = calls.sqlite3_bind_int64(statement, i + 1, value);
      } else if (value instanceof Uint8Array) {
        bytes.set(value, to);
        code = calls.sqlite3_bind_blob(statement, i + 1, to, value.length, STATIC);
        to += value.length + 1;
      } else throw new Error('values by name: the journal binds none');
      check(code);
    }
  };
  const column = (i: number): SqlValue => {
    switch (calls.sqlite3_column_type(statement, i)) {
      case INTEGER: // Whole up to 2^53, more than any of ours.
      case DOUBLE:
        return calls.sqlite3_column_double(statement, i);
      case TEXT: {
        const from = calls.sqlite3_column_text(statement, i);
        return heap().toString('utf8', from, from + calls.sqlite3_column_bytes(statement, i));
      }
      case BLOB: {
        const from = calls.sqlite3_column_blob(statement, i);
        const end = from + calls.sqlite3_column_bytes(statement, i);
        return Buffer.from(heap().subarray(from, end));
      }
      default:
        return null;
    }
  };
  const row = (): unknown => {
    const made: Record<string, SqlValue> = {};
    for (let i = 0; i < names.length; i++) made[names[i] ?? ''] = column(i);
    return made;
  };
  const step = (): boolean => {
    const code = calls.sqlite3_step(statement);
    if (code === ROW) return true;
    check(code);
    return false;
  };

  return {
    run: (values) => {
      try {
        bindAll(values);
        step();
        return calls.sqlite3_changes(db);
      } finally {
        calls.sqlite3_reset(statement);
      }
    },
    rows: (values, most) => {
      const found: unknown[] = [];
      try {
        bindAll(values);
        while (found.length < most && step()) found.push(row());
      } finally {
        calls.sqlite3_reset(statement);
      }
      return found;
    },
    finalize: () => {
      calls.sqlite3_finalize(statement);
    },
  };
};
