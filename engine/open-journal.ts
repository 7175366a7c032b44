import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CrashPoint } from './crash-points.ts';
import { openDatabase, type JournalProblem } from './journal/database.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { openMirror } from './journal/mirror.ts';
import { createSealer, type Sealer } from './journal/sealed.ts';
import { ensureKioskKey } from './keys/kiosk-key.ts';
import { secretFile } from './keys/secret-file.ts';
import { recoverFromMirror, type ApprovalDeps } from './payments/approval.ts';
import { nameInterrupted } from './payments/resolver.ts';
import { nameInterruptedReceipts } from './printing/receipt-jobs.ts';

export type OpenedJournal = ApprovalDeps & {
  readonly recoveredFromMirror: number;
  /** A receipt was printing when the engine died: a piece of it may hang from the printer. */
  readonly hangingPaper: boolean;
};

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
  deps: { readonly clock: Clock; readonly crash: CrashPoint },
): Result<OpenedJournal, JournalProblem> => {
  const database = openDatabase(config.dataFolder);
  if (!database.ok) return database;
  const sealer = createSealer(secretFile(config.dataFolder, 'seal.key', () => randomBytes(32)));
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
    mirror: openMirror(config.mirrorFolder ?? join(config.dataFolder, 'mirror')),
    sealer,
    clock: deps.clock,
    kioskId: config.kiosk.id,
    key: ensureKioskKey(config.dataFolder),
    crash: deps.crash,
  };
  const recoveredFromMirror = recoverFromMirror(parts);
  nameInterrupted(parts);
  const hangingPaper = nameInterruptedReceipts(parts.journal) > 0;
  return ok({ ...parts, recoveredFromMirror, hangingPaper });
};
