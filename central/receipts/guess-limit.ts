import type { Clock } from '../../contract/clock.ts';

export const TRIES_A_MINUTE = 20;
const WINDOW_MS = 60_000;
const MOST_KIOSKS = 10_000;

export type GuessLimit = {
  /** Counts one try; the milliseconds to wait where it is one too many, else 0. */
  readonly waitMs: (kioskId: string) => number;
};

/**
 * So many slip codes a minute may be tried at one kiosk. Codes of 85 bits cannot be guessed anyway;
 * this keeps a stolen kiosk key from trying. Counted in memory, per process.
 */
export const makeGuessLimit = (clock: Clock): GuessLimit => {
  const tries = new Map<string, { count: number; endsMs: number }>();
  return {
    waitMs: (kioskId) => {
      const nowMs = clock.monotonicMs();
      if (tries.size >= MOST_KIOSKS)
        for (const [id, { endsMs }] of tries) if (endsMs <= nowMs) tries.delete(id);
      const seen = tries.get(kioskId);
      const current =
        seen === undefined || seen.endsMs <= nowMs ? { count: 0, endsMs: nowMs + WINDOW_MS } : seen;
      current.count += 1;
      tries.set(kioskId, current);
      return current.count > TRIES_A_MINUTE ? current.endsMs - nowMs : 0;
    },
  };
};
