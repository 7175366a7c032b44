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
import type { KioskId } from './kiosk-ids.ts';
import { quickSealer } from './quick-crypto.ts';

export const JOURNAL = 'journal.sqlite';
const SEAL_KEY = Buffer.alloc(32, 3);
/**
 * A world has too few payments to reach the field's own limit: with a lower one the power also goes while
 * the log is copied into the database, and a start has less log to read again.
 */
const CHECKPOINT_PAGES: readonly number[] = [60, 250, 1_000];

/** The kiosk's own storage, all of it on one simulated disk; its keys were there before the world began. */
export const simulatedStorage = ({
  kioskId,
  disk,
  sqlite3,
  chance,
  isCryptoReal,
  onOpened,
}: {
  readonly kioskId: KioskId;
  readonly disk: DiskAccess;
  readonly sqlite3: Sqlite;
  readonly chance: Chance;
  readonly isCryptoReal: boolean;
  readonly onOpened: (db: SqlDatabase) => void;
}): Storage => {
  const checkpointPages = chance.pick(CHECKPOINT_PAGES);
  return {
    database: () => {
      try {
        const db = openWasmDatabase(sqlite3, disk, JOURNAL);
        onOpened(db);
        const prepared = prepareDatabase(db, JOURNAL);
        if (prepared.ok) db.pragma(`wal_autocheckpoint = ${checkpointPages}`, { simple: true });
        return prepared;
      } catch (cause) {
        return fail({ code: 'cannotOpen', where: JOURNAL, detail: String(cause) });
      }
    },
    mirror: () => openSimulatedMirror(disk),
    sealer: () => (isCryptoReal ? createSealer(SEAL_KEY, chance.bytes) : quickSealer(chance.bytes)),
    key: () => kioskKey(kioskId),
  };
};
