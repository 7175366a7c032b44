import { systemClock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import { oneMore, patienceMs, type Troubles } from '../health/disk-patience.ts';
import { probeDisk, shortOfRoom } from '../health/disk-room.ts';
import type { JournalProblem } from '../journal/database.ts';
import type { Log } from '../log.ts';
import { mirrorFolderOf, openJournal, type OpenedJournal } from '../open-journal.ts';
import { forgetStatus, stayClosed, type Closed } from './stay-closed.ts';
import { closedBy, refusedClosed, shortClosed } from './why-closed.ts';

type Deps = {
  readonly config: KioskConfig;
  readonly crash: CrashPoint;
  readonly random: RandomBytes;
  readonly log: Log;
  /** What the disk refused in an earlier life of this process. */
  readonly troubles: Troubles | null;
  readonly stopping: AbortSignal;
  readonly onReady: (url: string) => void;
};

type Attempt = Result<OpenedJournal, Closed | JournalProblem>;

const isClosed = (problem: Closed | JournalProblem): problem is Closed => 'reason' in problem;

/** The disks hold enough room and let themselves be written; `null`, or why not. */
const unfit = (config: KioskConfig): Closed | null => {
  const folders = [config.dataFolder, mirrorFolderOf(config)];
  const need = config.limits.freeDiskBytes;
  try {
    const short = shortOfRoom(folders, need);
    if (short !== null) return shortClosed(short, need);
    probeDisk(folders);
    return null;
  } catch (cause) {
    const refused = refusedClosed(cause, config.dataFolder);
    if (refused === null) throw cause;
    return refused;
  }
};

const attempt = ({ config, crash }: Deps): Attempt => {
  const why = unfit(config);
  if (why !== null) return fail(why);
  try {
    const opened = openJournal(config, { clock: systemClock, crash });
    return opened.ok ? ok(opened.value) : fail(closedBy(opened.error) ?? opened.error);
  } catch (cause) {
    const refused = refusedClosed(cause, config.dataFolder);
    if (refused === null) throw cause;
    return fail(refused);
  }
};

/**
 * Opens the journal, or shows why it cannot be sold on until it can: a disk is tried again by itself,
 * each time after a longer rest, a broken journal waits for a technician. `null`: told to end meanwhile;
 * fails with what ends the engine at once.
 */
export const openWhenFit = async (
  deps: Deps,
): Promise<Result<OpenedJournal | null, JournalProblem>> => {
  const { config, stopping } = deps;
  let { troubles } = deps;
  let result: Attempt = troubles === null ? attempt(deps) : fail(refusedBefore(config, troubles));
  while (!result.ok && isClosed(result.error)) {
    const { reason } = result.error;
    troubles ??= oneMore(null, systemClock.wallMs());
    let againMs = systemClock.monotonicMs() + patienceMs(troubles);
    const isOver = (): boolean => {
      if (reason !== 'disk' || systemClock.monotonicMs() < againMs) return false;
      result = attempt(deps);
      // For another reason of this kind it stays as it is, and rests for longer.
      if (result.ok || !isClosed(result.error) || result.error.reason !== 'disk') return true;
      troubles = oneMore(troubles, systemClock.wallMs());
      againMs = systemClock.monotonicMs() + patienceMs(troubles);
      return false;
    };
    await stayClosed(result.error, { ...deps, clock: systemClock, isOver });
    if (stopping.aborted) {
      const last = result as Attempt;
      if (last.ok) closeAgain(last.value);
      return ok(null);
    }
  }
  if (result.ok) forgetStatus(config.dataFolder);
  return result as Result<OpenedJournal, JournalProblem>;
};

const refusedBefore = (config: KioskConfig, troubles: Troubles): Closed => ({
  reason: 'disk',
  where: config.dataFolder,
  why: `the disk refused ${String(troubles.count)} times`,
  todo: 'Make room on this disk, or replace it where it fails. The kiosk opens by itself.',
});

const closeAgain = ({ journal, mirror }: OpenedJournal): void => {
  mirror.close();
  journal.close();
};
