import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { carryOver, dropOldTables, setOldTablesAside } from './0002-for-growth/carry-over.ts';
import { createFunctions, refuseChanges } from './0002-for-growth/functions.ts';
import { createTables, openKeys } from './0002-for-growth/tables.ts';

/**
 * Everything by the key it will be distributed by, and what grows for ever by receiving month:
 * `docs/central-at-scale.md` has the arithmetic, `docs/decisions/central-growth.md` the reasons.
 */
export const forGrowth: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const step of [
      setOldTablesAside,
      openKeys,
      createTables,
      createFunctions,
      carryOver,
      refuseChanges,
      dropOldTables,
    ])
      await step(db);
  },
};
