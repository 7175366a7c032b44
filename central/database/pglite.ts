import { PGlite } from '@electric-sql/pglite';
import { type Dialect, PGliteDialect } from 'kysely';
import { READINGS } from './readings.ts';

/** The embedded database in `folder`, or in memory. It does not fsync: never for production. */
export const pgliteDialect = (folder?: string): Dialect =>
  new PGliteDialect({
    pglite: () =>
      PGlite.create({
        ...(folder === undefined ? {} : { dataDir: folder }),
        parsers: { ...READINGS },
      }),
  });
