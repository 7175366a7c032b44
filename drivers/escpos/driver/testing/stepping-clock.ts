import type { Clock } from '../../../../contract/clock.ts';

/** A clock that stands still unless `run` moves it to the next thing due. */
export type SteppingClock = Clock & {
  /** Moves time on until `promise` settles; fails where nothing is left that could settle it. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets `ms` pass. */
  pass(ms: number): Promise<void>;
};

/** Lets everything that is ready now happen. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
};

export const createSteppingClock = (): SteppingClock => {
  let now = 0;
  let timers: readonly { readonly at: number; readonly action: () => void }[] = [];

  const after: Clock['after'] = (delayMs, action) => {
    const timer = { at: now + delayMs, action };
    timers = [...timers, timer];
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };

  const step = async (until: number): Promise<boolean> => {
    const next = timers.toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined || next.at > until) return false;
    timers = timers.filter((timer) => timer !== next);
    now = Math.max(now, next.at);
    next.action();
    await settle();
    return true;
  };

  const pass = async (ms: number): Promise<void> => {
    const until = now + ms;
    await settle();
    while (await step(until));
    now = until;
  };

  return {
    wallMs: () => now,
    monotonicMs: () => now,
    after,
    pass,
    run: async (promise) => {
      const state = { settled: false };
      const mark = (): void => {
        state.settled = true;
      };
      promise.then(mark, mark);
      await settle();
      while (!state.settled) {
        if (!(await step(Infinity))) throw new Error('nothing left that could settle the promise');
      }
      return promise;
    },
  };
};
