import type { Clock } from '../../../contract/clock.ts';
import type { Schedule } from '../core/schedule.ts';

/** When every simulated world begins, ms since 1970. */
export const WORLD_BEGINS_MS = Date.UTC(2026, 10, 23, 5, 0);

/** The time as it is: central's, the acquirer's and the terminal's. */
export const trueClock = (schedule: Schedule): Clock => ({
  wallMs: () => WORLD_BEGINS_MS + schedule.now(),
  monotonicMs: () => schedule.now(),
  after: schedule.after,
});

/**
 * The clock of one life of a kiosk: its wall may be years off, its monotonic time begins at its start, and
 * nothing it waits for happens once the life is over.
 */
export const lifeClock = (
  schedule: Schedule,
  life: {
    readonly isOver: () => boolean;
    readonly wallOffMs: () => number;
    /** What a timer's action throws, as the process would hear of it. */
    readonly onBug: (cause: unknown) => void;
  },
): Clock => {
  const bornMs = schedule.now();
  return {
    wallMs: () => WORLD_BEGINS_MS + schedule.now() + life.wallOffMs(),
    monotonicMs: () => schedule.now() - bornMs,
    after: (delayMs, action) =>
      life.isOver()
        ? () => undefined
        : schedule.after(delayMs, () => {
            if (life.isOver()) return;
            try {
              action();
            } catch (cause) {
              life.onBug(cause);
            }
          }),
  };
};
