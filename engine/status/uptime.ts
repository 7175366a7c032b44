import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import type { Journal } from '../journal/journal.ts';

const KEPT = 'uptime';
const EVERY_MS = 60_000;
const MOST_DAYS = 60;
const DAY_S = 86_400;
const AHEAD_OF_UTC_MS = 3 * 3_600_000;

const storedSchema = z.record(
  z.string(),
  z.object({ ran: z.number().nonnegative(), sold: z.number().nonnegative() }),
);
type Stored = z.infer<typeof storedSchema>;

export type UptimeDay = {
  readonly day: string;
  readonly seconds: number;
  readonly ranSeconds: number;
  readonly soldSeconds: number;
};
export type Uptime = {
  /** The latest first; days before the first one known are left out. */
  readonly days: (most: number) => readonly UptimeDay[];
  readonly stop: () => void;
};

const dayOf = (wallMs: number): string =>
  new Date(wallMs + AHEAD_OF_UTC_MS).toISOString().slice(0, 10);

/**
 * For how long of each day the engine ran and sold, counted once a minute by the clock that nobody sets, and
 * kept with the journal. What was not counted when the power went is at most a minute.
 */
export const createUptime = (deps: {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'keep' | 'kept'>;
  readonly selling: () => boolean;
}): Uptime => {
  const { clock, journal, selling } = deps;
  const load = (): Stored => {
    try {
      return storedSchema.parse(JSON.parse(journal.kept(KEPT) ?? '{}'));
    } catch {
      return {};
    }
  };
  let stored = load();
  let countedMs = clock.monotonicMs();
  const count = (): void => {
    const nowMs = clock.monotonicMs();
    const seconds = Math.max(0, nowMs - countedMs) / 1_000;
    countedMs = nowMs;
    const day = dayOf(clock.wallMs());
    const { ran, sold } = stored[day] ?? { ran: 0, sold: 0 };
    const kept = Object.entries({
      ...stored,
      [day]: { ran: ran + seconds, sold: sold + (selling() ? seconds : 0) },
    })
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(-MOST_DAYS);
    stored = Object.fromEntries(kept);
  };
  const keep = (): void => {
    try {
      journal.keep(KEPT, JSON.stringify(stored));
    } catch {
      // A disk that takes nothing closes the kiosk for better reasons than this.
    }
  };
  const tick = (): void => {
    count();
    keep();
    cancel = clock.after(EVERY_MS, tick);
  };
  let cancel = clock.after(EVERY_MS, tick);

  return {
    days: (most) => {
      count();
      const wallMs = clock.wallMs();
      const today = dayOf(wallMs);
      const passed = ((wallMs + AHEAD_OF_UTC_MS) % (DAY_S * 1_000)) / 1_000;
      return Object.entries(stored)
        .filter(([day]) => day <= today)
        .toReversed()
        .slice(0, most)
        .map(([day, { ran, sold }]) => {
          const seconds = Math.floor(day === today ? passed : DAY_S);
          // A clock that was set may have put more into a day than it has.
          const most = (of: number): number => Math.min(seconds, Math.round(of));
          return { day, seconds, ranSeconds: most(ran), soldSeconds: most(sold) };
        });
    },
    stop: () => {
      cancel();
      count();
      keep();
    },
  };
};
