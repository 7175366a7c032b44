import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CrashPoint } from './crash-points.ts';
import { KEY_ID, NEXT_KEY_ID } from './identity/change-key.ts';
import { openDatabase, type JournalProblem } from './journal/database.ts';
import { anchorIn, createHeads, type Heads, type KeptAnchor } from './journal/heads.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { compactMirror } from './journal/mirror-care.ts';
import { openMirror, type Mirror } from './journal/mirror.ts';
import { isRebuildUnfinished } from './journal/rebuild-files.ts';
import { projectionTrouble } from './journal/projection-check.ts';
import { createSealer, type Sealer } from './journal/sealed.ts';
import type { SqlDatabase } from './journal/sql.ts';
import { ensureKioskKey, existingKioskKey, kioskKeyPath, type KioskKey } from './keys/kiosk-key.ts';
import { liveKey, type LiveKey } from './keys/live-key.ts';
import { OTHER_MACHINE } from './keys/machine-key.ts';
import { secretFile } from './keys/secret-file.ts';
import { recoverFromMirror, type ApprovalDeps } from './payments/approval.ts';
import { nameInterrupted } from './payments/resolver.ts';
import { nameInterruptedReceipts } from './printing/receipt-jobs.ts';

export type OpenedJournal = ApprovalDeps & {
  readonly key: LiveKey;
  readonly recoveredFromMirror: number;
  /** A receipt was printing when the engine died: a piece of it may hang from the printer. */
  readonly hangingPaper: boolean;
  readonly heads: Heads;
  /** Absent where the storage keeps none: then nothing is anchored. */
  readonly anchor?: KeptAnchor;
};

/** Where a kiosk keeps what it may not lose. */
export type Storage = {
  readonly database: () => Result<SqlDatabase, JournalProblem>;
  readonly mirror: () => Mirror;
  readonly sealer: () => Sealer;
  /** `mayMake`: a first one is made where there is none, else `null`. */
  readonly key: (mayMake: boolean) => KioskKey | null;
  /** The gateway's last word on the second medium. */
  readonly anchor?: () => KeptAnchor;
};

/** Where a configuration has the second copy. */
export const mirrorFolderOf = ({ dataFolder, mirrorFolder }: KioskConfig): string =>
  mirrorFolder ?? join(dataFolder, 'mirror');

/** The folders that the configuration names. */
export const onDisk = (config: KioskConfig): Storage => ({
  database: () =>
    isRebuildUnfinished(config.dataFolder)
      ? fail({
          code: 'rebuildUnfinished',
          where: config.dataFolder,
          detail:
            'a rebuild was interrupted while it moved the old journal aside: run it once more',
        })
      : openDatabase(config.dataFolder),
  mirror: () => openMirror(mirrorFolderOf(config)),
  sealer: () => createSealer(secretFile(config.dataFolder, 'seal.key', () => randomBytes(32))),
  key: (mayMake) =>
    mayMake ? ensureKioskKey(config.dataFolder) : existingKioskKey(config.dataFolder),
  anchor: () => anchorIn(mirrorFolderOf(config)),
});

const SEAL_CHECK = 'sealCheck';

/** Whether this key opens what the first one sealed; a new journal remembers its first. */
const isSealedWith = (journal: Journal, sealer: Sealer): boolean => {
  const kept = journal.kept(SEAL_CHECK);
  if (kept !== null) return sealer.open(Buffer.from(kept, 'base64')) !== null;
  journal.keep(SEAL_CHECK, sealer.seal(SEAL_CHECK).box.toString('base64'));
  return true;
};

/** The key that this journal was signed with; a new journal remembers its first. `null`: another. */
const keyOf = (journal: Journal, storage: Storage): LiveKey | null => {
  const known = journal.kept(KEY_ID);
  const key = storage.key(known === null);
  if (key === null) return null;
  // Killed within a change of keys, just after the next one took its place.
  const isNext = known !== null && journal.kept(NEXT_KEY_ID) === key.keyId;
  if (known === null || isNext) journal.keep(KEY_ID, key.keyId);
  return known === null || isNext || known === key.keyId ? liveKey(key) : null;
};

const NOT_OURS = ['SQLITE_ERROR', 'SQLITE_CORRUPT', 'SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'];

type Opening = { readonly clock: Clock; readonly crash: CrashPoint; readonly storage?: Storage };

/** Keys, journal and mirror of a kiosk, with every interrupted payment given a state again. */
export const openJournal = (
  config: KioskConfig,
  deps: Opening,
): Result<OpenedJournal, JournalProblem> => {
  const storage = deps.storage ?? onDisk(config);
  const database = storage.database();
  if (!database.ok) return database;
  try {
    const opened = openOver(database.value, storage, config, deps);
    if (!opened.ok) database.value.close();
    return opened;
  } catch (cause) {
    const where = database.value.name;
    database.value.close();
    const code = (cause as { readonly code?: unknown }).code;
    if (code === OTHER_MACHINE)
      return fail({
        code: 'otherKey',
        where: join(config.dataFolder, 'keys'),
        detail: (cause as Error).message,
      });
    // Whole in itself, and yet not the tables that were made: a disk's own trouble is told apart (`health/`).
    if (typeof code === 'string' && NOT_OURS.some((each) => code.startsWith(each)))
      return fail({ code: 'notADatabase', where, detail: (cause as Error).message });
    throw cause;
  }
};

const openOver = (
  db: SqlDatabase,
  storage: Storage,
  config: KioskConfig,
  deps: Opening,
): Result<OpenedJournal, JournalProblem> => {
  const sealer = storage.sealer();
  const made = createJournal(db, { clock: deps.clock, sealer });
  if (!made.ok) return made;
  const journal = made.value;
  const refuse = (code: JournalProblem['code'], where: string, detail: string) =>
    fail({ code, where, detail });
  if (!isSealedWith(journal, sealer)) {
    return refuse(
      'otherKey',
      join(config.dataFolder, 'keys', 'seal.key'),
      'is not the key that sealed this journal: what waits to be sent could not be read',
    );
  }
  const key = keyOf(journal, storage);
  if (key === null) {
    return refuse(
      'otherKey',
      kioskKeyPath(config.dataFolder),
      `is lost or another key than this journal was signed with (${journal.kept(KEY_ID) ?? ''}): put it back from its copy`,
    );
  }
  const heads = createHeads(db, journal);
  const anchor = storage.anchor?.();
  const remembered = anchor?.read() ?? null;
  const contradiction = remembered === null ? null : heads.contradicts(remembered);
  if (contradiction !== null) return refuse('cutTail', db.name, contradiction);
  const trouble = projectionTrouble(db, journal);
  if (trouble !== null) return refuse('projectionDiffers', db.name, trouble);

  const parts: ApprovalDeps & { readonly key: LiveKey } = {
    journal,
    mirror: storage.mirror(),
    sealer,
    clock: deps.clock,
    kioskId: config.kiosk.id,
    key,
    crash: deps.crash,
  };
  const recoveredFromMirror = recoverFromMirror(parts);
  nameInterrupted(parts);
  const hangingPaper = nameInterruptedReceipts(parts.journal) > 0;
  compactMirror(parts);
  const kept = anchor === undefined ? {} : { anchor };
  return ok({ ...parts, recoveredFromMirror, hangingPaper, heads, ...kept });
};
