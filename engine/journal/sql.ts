/** A value as SQLite keeps it. */
export type SqlValue = string | number | bigint | Uint8Array | null;

export type SqlStatement = {
  readonly run: (...values: SqlNamedOr) => { readonly changes: number };
  readonly get: (...values: SqlNamedOr) => unknown;
  readonly all: (...values: SqlNamedOr) => unknown[];
  readonly iterate: (...values: SqlNamedOr) => Iterable<unknown>;
};
/** Values by place, or one object by name (`@id`). */
type SqlNamedOr = SqlValue[] | [Readonly<Record<string, SqlValue>>];

/**
 * The part of better-sqlite3 that the journal uses, so that the same SQL can run on a SQLite over a
 * simulated disk. Everything is synchronous: what has returned has happened.
 */
export type SqlDatabase = {
  /** The file, for messages. */
  readonly name: string;
  readonly prepare: (sql: string) => SqlStatement;
  readonly exec: (sql: string) => unknown;
  /** The pragma's first value. */
  readonly pragma: (text: string, options: { readonly simple: true }) => unknown;
  /** `body` as one transaction, undone when it throws; `immediate` takes the write lock at its start. */
  readonly transaction: <A extends readonly unknown[], T>(
    body: (...args: A) => T,
  ) => { (...args: A): T; readonly immediate: (...args: A) => T };
  readonly close: () => unknown;
};
