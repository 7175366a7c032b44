import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { fail, ok, type Result } from '../../contract/result.ts';
import { migrate } from './migrate.ts';
import { claimFolder } from './one-process.ts';
import { pgliteDialect } from './pglite.ts';
import { postgresDialect } from './postgres.ts';
import type { CentralTables, Database } from './schema.ts';

export type OpenProblem = 'embeddedInProduction' | 'folderInUse';

export type DatabaseChoice = {
  /** `DATABASE_URL`; without it the embedded database in `dataDir` is used. */
  readonly url: string | undefined;
  readonly dataDir: string;
  readonly production: boolean;
};

/** The database with its tables up to date. Production never gets the embedded one. */
export const openDatabase = async (
  choice: DatabaseChoice,
  onLost: (error: Error) => void,
): Promise<Result<Database, OpenProblem>> => {
  if (choice.url !== undefined) return ok(await withTables(postgresDialect(choice.url, onLost)));
  if (choice.production) return fail('embeddedInProduction');
  mkdirSync(choice.dataDir, { recursive: true, mode: 0o700 });
  if (!(await claimFolder(choice.dataDir))) return fail('folderInUse');
  return ok(await withTables(pgliteDialect(join(choice.dataDir, 'database'))));
};

export const withTables = async (dialect: Dialect): Promise<Database> => {
  const db = new Kysely<CentralTables>({ dialect });
  await migrate(db);
  return db;
};
