import type { Clock } from '../../contract/clock.ts';
import type { Log } from '../log.ts';
import type { ShortOfRoom } from './disk-room.ts';

export const LOOK_EVERY_MS = 5_000;

export type DiskWatch = {
  /** Too little room is left: nothing new may be begun. */
  readonly short: () => boolean;
  readonly stop: () => void;
};

/**
 * Stops the sales before the disk is full: what is under way still finds room, and so does what has to
 * be written down about it. `room`: where it is short, or `null`.
 */
export const createDiskWatch = (deps: {
  readonly clock: Clock;
  readonly room: () => ShortOfRoom | null;
  readonly log: Log;
  readonly onChange: () => void;
}): DiskWatch => {
  let short = deps.room() !== null;
  let cancel: () => void;
  const look = (): void => {
    const found = deps.room();
    if ((found !== null) !== short) {
      short = found !== null;
      if (found === null) deps.log('disk.enough', {});
      else deps.log('disk.short', found);
      deps.onChange();
    }
    cancel = deps.clock.after(LOOK_EVERY_MS, look);
  };
  if (short) deps.log('disk.short', deps.room() ?? {});
  cancel = deps.clock.after(LOOK_EVERY_MS, look);
  return {
    short: () => short,
    stop: () => {
      cancel();
    },
  };
};
