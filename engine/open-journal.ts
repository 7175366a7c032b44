import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CrashPoint } from './crash-points.ts';
import { openDatabase, type JournalProblem } from './journal/database.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { openMirror, type Mirror } from './journal/mirror.ts';
import { createSealer, type Sealer } from './journal/sealed.ts';
import type { SqlDatabase } from './journal/sql.ts';
import { ensureKioskKey, type KioskKey } from './keys/kiosk-key.ts';
import { secretFile } from './keys/secret-file.ts';
import { recoverFromMirror, type ApprovalDeps } from './payments/approval.ts';
import { nameInterrupted } from './payments/resolver.ts';
import { nameInterruptedReceipts } from './printing/receipt-jobs.ts';

export type OpenedJournal = ApprovalDeps & {
  readonly recoveredFromMirror: number;
  /** A receipt was printing when the engine died: a piece of it may hang from the printer. */
  readonly hangingPaper: boolean;
};

/** Where a kiosk keeps what it may not lose. */
export type Storage = {
  readonly database: () => Result<SqlDatabase, JournalProblem>;
  readonly mirror: () => Mirror;
  readonly sealer: () => Sealer;
  readonly key: () => KioskKey;
};

/** The folders that the configuration names. */
export const onDisk = ({ dataFolder, mirrorFolder }: KioskConfig): Storage => ({
  database: () => openDatabase(dataFolder),
  mirror: () => openMirror(mirrorFolder ?? join(dataFolder, 'mirror')),
  sealer: () => createSealer(secretFile(dataFolder, 'seal.key', () => randomBytes(32))),
  key: () => ensureKioskKey(dataFolder),
});

const SEAL_CHECK = 'sealCheck';

/** Whether this key opens what the first one sealed; a new journal remembers its first. */
const isSealedWith = (journal: Journal, sealer: Sealer): boolean => {
  const kept = journal.kept(SEAL_CHECK);
  if (kept !== null) return sealer.open(Buffer.from(kept, 'base64')) !== null;
  journal.keep(SEAL_CHECK, sealer.seal(SEAL_CHECK).box.toString('base64'));
  return true;
};

/** Keys, journal and mirror of a kiosk, with every interrupted payment given a state again. */
export const openJournal = (
  config: KioskConfig,
  deps: { readonly clock: Clock; readonly crash: CrashPoint; readonly storage?: Storage },
): Result<OpenedJournal, JournalProblem> => {
  const storage = deps.storage ?? onDisk(config);
  const database = storage.database();
  if (!database.ok) return database;
  const sealer = storage.sealer();
  const journal = createJournal(database.value, { clock: deps.clock, sealer });
  if (!journal.ok) {
    database.value.close();
    return journal;
  }
  if (!isSealedWith(journal.value, sealer)) {
    journal.value.close();
    return fail({
      code: 'otherKey',
      where: join(config.dataFolder, 'keys', 'seal.key'),
      detail: 'is not the key that sealed this journal: what waits to be sent could not be read',
    });
  }
  const parts: ApprovalDeps = {
    journal: journal.value,
    mirror: storage.mirror(),
    sealer,
    clock: deps.clock,
    kioskId: config.kiosk.id,
    key: storage.key(),
    crash: deps.crash,
  };
  const recoveredFromMirror = recoverFromMirror(parts);
  nameInterrupted(parts);
  const hangingPaper = nameInterruptedReceipts(parts.journal) > 0;
  return ok({ ...parts, recoveredFromMirror, hangingPaper });
};
