import type { JournalProblem } from '../journal/database.ts';
import { diskTrouble } from '../health/disk-trouble.ts';
import type { ShortOfRoom } from '../health/disk-room.ts';
import type { Closed } from './stay-closed.ts';

const REBUILD =
  'Leave the files as they are. Stop the engine, run `node engine/rebuild.ts --config kiosk.json`, read its report, start the engine; see docs/journal-recovery.md.';

/** Journals that must not be sold on, with what a technician does; the others end the engine at once. */
export const closedBy = (problem: JournalProblem): Closed | null => {
  const { code, where, detail } = problem;
  const why = `${code}: ${detail}`;
  switch (code) {
    case 'chainBroken':
    case 'notADatabase':
    case 'cutTail':
    case 'projectionDiffers':
    case 'rebuildUnfinished':
      return { reason: 'journal', where, why, todo: REBUILD };
    case 'otherKey':
      return {
        reason: 'fault',
        where,
        why,
        todo: 'Put the key back from the copy that was made at enrolment, then start the engine again. Make no new one: what waits to be sent was signed or sealed with the old one.',
      };
    default:
      return null;
  }
};

export const shortClosed = (short: ShortOfRoom, needBytes: number): Closed => ({
  reason: 'disk',
  where: short.folder,
  why: `${String(short.freeBytes)} bytes are free, ${String(needBytes)} are needed`,
  todo: 'Make room on this disk. The kiosk opens by itself.',
});

/** The disk refused; `null` where the cause is something else. */
export const refusedClosed = (cause: unknown, where: string): Closed | null => {
  const code = diskTrouble(cause);
  if (code === null) return null;
  return {
    reason: 'disk',
    where,
    why: `${code}: ${(cause as Error).message}`,
    todo: 'Make room on this disk, or replace it where it fails (EIO, SQLITE_IOERR). The kiosk opens by itself.',
  };
};
