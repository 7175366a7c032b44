import type { Clock } from '../contract/clock.ts';

export type ThinningOptions = {
  readonly clock: Clock;
  /** The same again within so long of the last time is still the same scan. Default 1.5 s. */
  readonly sameWithinMs?: number;
  /** So many different ones at once, then one in `everyMs`. Default 4, then one in 500 ms. */
  readonly burst?: number;
  readonly everyMs?: number;
};

export type Thinning = {
  /** Whether this is a scan of its own. What counts as the same is what has the same `key`. */
  readonly admits: (key: string) => boolean;
  /** Forgets everything, at once. */
  readonly forget: () => void;
};

/** Between how many codes a flood may change and each still be known as seen. */
const MOST_REMEMBERED = 8;

/**
 * Makes one scan of a code that is held before a scanner, and a trickle of a flood. A code that stays
 * there stays one scan for as long as it does. Keys are personal data: forgotten as soon as they lose meaning.
 */
export const createThinning = (options: ThinningOptions): Thinning => {
  const { clock, sameWithinMs = 1_500, burst = 4, everyMs = 500 } = options;
  const seen = new Map<string, number>();
  let left = burst;
  let filledMs = clock.monotonicMs();
  let cancel: (() => void) | null = null;

  const prune = (): void => {
    cancel = null;
    const now = clock.monotonicMs();
    for (const [key, atMs] of seen) if (now - atMs >= sameWithinMs) seen.delete(key);
    if (seen.size > 0) cancel = clock.after(sameWithinMs, prune);
  };

  const remember = (key: string, now: number): void => {
    seen.delete(key);
    seen.set(key, now);
    const oldest = seen.keys().next();
    if (seen.size > MOST_REMEMBERED && oldest.done !== true) seen.delete(oldest.value);
    cancel ??= clock.after(sameWithinMs, prune);
  };

  const mayPass = (now: number): boolean => {
    const gained = Math.floor((now - filledMs) / everyMs);
    left = Math.min(burst, left + gained);
    filledMs = left === burst ? now : filledMs + gained * everyMs;
    if (left === 0) return false;
    left -= 1;
    return true;
  };

  return {
    admits: (key) => {
      const now = clock.monotonicMs();
      const lastMs = seen.get(key);
      const isSame = lastMs !== undefined && now - lastMs < sameWithinMs;
      if (!isSame && !mayPass(now)) return false;
      remember(key, now);
      return !isSame;
    },
    forget: () => {
      seen.clear();
      cancel?.();
      cancel = null;
    },
  };
};
