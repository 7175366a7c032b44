import type { Clock } from '../contract/clock.ts';
import type { OutOfService } from '../contract/view.ts';
import type { Gateway } from './gateway/client.ts';
import type { ShortOfRoom } from './health/disk-room.ts';
import { createDiskWatch } from './health/disk-watch.ts';
import { startAnchoring } from './journal/anchoring.ts';
import type { Heads, KeptAnchor } from './journal/heads.ts';
import type { Journal } from './journal/journal.ts';
import { compactMirror } from './journal/mirror-care.ts';
import type { Mirror } from './journal/mirror.ts';
import type { Log } from './log.ts';

const COMPACT_EVERY_MS = 6 * 3_600_000;

export type BooksWatch = {
  /** Why nothing more may be written into these books by a new payment. */
  readonly closed: () => Extract<OutOfService, 'disk' | 'journal'> | null;
  readonly stop: () => Promise<void>;
};

/** Sees to the room that journal and mirror need, and to the gateway's memory of the journal. */
export const startBooksWatch = (deps: {
  readonly journal: Journal;
  readonly mirror: Mirror;
  readonly heads: Heads;
  readonly anchor?: KeptAnchor;
  readonly room?: () => ShortOfRoom | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
  readonly gateway: Gateway;
  readonly online: () => boolean;
  readonly onChange: () => void;
}): BooksWatch => {
  const { anchor, room, clock } = deps;
  const anchoring = anchor === undefined ? null : startAnchoring({ ...deps, kept: anchor });
  const disk = room === undefined ? null : createDiskWatch({ ...deps, room });
  let cancel = (): void => undefined;
  const compactLater = (): void => {
    cancel = clock.after(COMPACT_EVERY_MS, () => {
      try {
        const done = compactMirror(deps);
        if (done !== null) deps.log('mirror.compacted', done);
      } catch (cause) {
        deps.onBug(cause);
      }
      compactLater();
    });
  };
  compactLater();
  return {
    closed: () => {
      if ((anchoring?.contradiction() ?? null) !== null) return 'journal';
      return disk?.short() === true ? 'disk' : null;
    },
    stop: async () => {
      cancel();
      disk?.stop();
      await anchoring?.stop();
    },
  };
};
