import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { READINGS } from './readings.ts';

const MOST_CONNECTIONS = 10;
const STATEMENT_MS = 10_000;
type ParseText = (text: string) => unknown;

const CONNECT_MS = 5_000;

/** PostgreSQL at `url`. `onLost` hears of idle connections that broke; the pool replaces them. */
export const postgresDialect = (url: string, onLost: (error: Error) => void): Dialect => {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    application_name: 'khidma-central',
    types: {
      getTypeParser: (oid, format) =>
        READINGS[oid as number] ?? (pg.types.getTypeParser(oid, format) as ParseText),
    },
  });
  pool.on('error', onLost);
  return new PostgresDialect({ pool });
};
