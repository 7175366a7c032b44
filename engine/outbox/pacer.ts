import type { Clock } from '../../contract/clock.ts';

/**
 * Work in one go. A commit waits for the disk for about as long, and that is what holds a loop up: two of
 * them in a row may be a screen's 16 ms where the disk is busy.
 */
const SLICE_MS = 1;

export type Pacer = {
  /** A new slice begins: something was waited for. */
  readonly fresh: () => void;
  /** Between two pieces of work: lets everything else run first once the slice is used up. */
  readonly breathe: () => Promise<void>;
  /** After a piece of work that is long by itself: lets everything else run first. */
  readonly pause: () => Promise<void>;
};

/** Keeps long work from holding up the screen. */
export const createPacer = (deps: {
  readonly clock: Clock;
  readonly yieldTurn?: () => Promise<void>;
}): Pacer => {
  const yieldTurn =
    deps.yieldTurn ??
    ((): Promise<void> =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }));
  let begunMs = deps.clock.monotonicMs();
  const fresh = (): void => {
    begunMs = deps.clock.monotonicMs();
  };
  const pause = async (): Promise<void> => {
    await yieldTurn();
    fresh();
  };
  return {
    fresh,
    breathe: async () => {
      if (deps.clock.monotonicMs() - begunMs >= SLICE_MS) await pause();
    },
    pause,
  };
};
