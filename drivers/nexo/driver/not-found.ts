import type { Clock } from '../../../contract/clock.ts';
import type { NexoTimers } from './timers.ts';

/**
 * When `NotFound` may be believed: it means "never arrived" only if it is still said a good while later,
 * after the longest that a payment may last (nexo digest §9). A restart begins the wait anew.
 */
export type NotFoundWatch = {
  /** Another `NotFound` about this reference; true when it may be final. */
  readonly heard: (reference: string) => boolean;
  /** Something else was said about it. */
  readonly forget: (reference: string) => void;
};

export const createNotFoundWatch = (
  clock: Clock,
  timers: Pick<NexoTimers, 'notFoundAgainMs' | 'notFoundFinalMs'>,
): NotFoundWatch => {
  const seen = new Map<string, { readonly firstMs: number; again: boolean }>();
  return {
    heard: (reference) => {
      const now = clock.monotonicMs();
      const known = seen.get(reference);
      if (known === undefined) {
        seen.set(reference, { firstMs: now, again: false });
        return false;
      }
      const waited = now - known.firstMs;
      if (known.again && waited >= timers.notFoundFinalMs) return true;
      if (waited >= timers.notFoundAgainMs) known.again = true;
      return false;
    },
    forget: (reference) => {
      seen.delete(reference);
    },
  };
};
