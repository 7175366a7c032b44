import { fail } from '../../../contract/result.ts';
import { prepareDatabase } from '../../../engine/journal/database.ts';
import type { SqlDatabase } from '../../../engine/journal/sql.ts';
import { createSealer } from '../../../engine/journal/sealed.ts';
import type { Storage } from '../../../engine/open-journal.ts';
import type { Chance } from '../core/random.ts';
import { openWasmDatabase } from '../disk/database.ts';
import type { DiskAccess } from '../disk/disk.ts';
import { openSimulatedMirror } from '../disk/mirror.ts';
import type { Sqlite } from '../disk/vfs.ts';
import { kioskKey } from './keys.ts';

export const JOURNAL = 'journal.sqlite';
const SEAL_KEY = Buffer.alloc(32, 3);

/** The kiosk's own storage, all of it on one simulated disk; its keys were there before the world began. */
export const simulatedStorage = (
  disk: DiskAccess,
  sqlite3: Sqlite,
  chance: Chance,
  onOpened: (db: SqlDatabase) => void,
): Storage => ({
  database: () => {
    try {
      const db = openWasmDatabase(sqlite3, disk, JOURNAL);
      onOpened(db);
      return prepareDatabase(db, JOURNAL);
    } catch (cause) {
      return fail({ code: 'cannotOpen', where: JOURNAL, detail: String(cause) });
    }
  },
  mirror: () => openSimulatedMirror(disk),
  sealer: () => createSealer(SEAL_KEY, chance.bytes),
  key: kioskKey,
});
