import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';

export type Rows = <T>(sql: string, values?: readonly unknown[]) => Promise<T[]>;

/** A PostgreSQL of this file's own under the kiosk's central. Asked for before the kiosk. */
export const usePostgres = (): Rows => {
  let postgres: PrivatePostgres;
  let db: pg.Client;
  beforeAll(async () => {
    postgres = await startPostgres();
    process.env['DATABASE_URL'] = await postgres.createDatabase('khidma');
    db = new pg.Client(process.env['DATABASE_URL']);
    await db.connect();
  }, 60_000);
  // Hooks after all tests run in reverse: the kiosk, asked for later, is gone before its database.
  afterAll(async () => {
    delete process.env['DATABASE_URL'];
    await db.end();
    await postgres.stop();
  }, 60_000);
  return async <T>(sql: string, values: readonly unknown[] = []) =>
    (await db.query(sql, [...values])).rows as T[];
};
