import { Migrator } from 'kysely/migration';
import type { Database } from './schema.ts';
import { firstTables } from './migrations/0001-first-tables.ts';

const MIGRATIONS = { '0001-first-tables': firstTables };

/** Brings the tables up to this release; throws, leaving them as they were, where that fails. */
export const migrate = async (db: Database): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
};
