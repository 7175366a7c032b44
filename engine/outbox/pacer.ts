import type { Clock } from '../../contract/clock.ts';

/** Work in one go: well below a screen's 16 ms, with room for the one commit that ends it. */
const SLICE_MS = 4;

export type Pacer = {
  /** A new slice begins: something was waited for. */
  readonly fresh: () => void;
  /** Between two pieces of work: lets everything else run first once the slice is used up. */
  readonly breathe: () => Promise<void>;
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
  return {
    fresh,
    breathe: async () => {
      if (deps.clock.monotonicMs() - begunMs < SLICE_MS) return;
      await yieldTurn();
      fresh();
    },
  };
};
