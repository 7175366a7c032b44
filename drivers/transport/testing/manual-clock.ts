import type { Clock } from '../../../contract/clock.ts';

export interface ManualClock extends Clock {
  /** Lets `ms` pass: what is due meanwhile happens in order, and what it sets off runs to its end. */
  pass(ms: number): Promise<void>;
}

/** Lets everything run that needs no time to pass. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still but for `pass`. */
export const createManualClock = (wallMs = 0): ManualClock => {
  let now = 0;
  let timers: { readonly at: number; readonly action: () => void }[] = [];
  return {
    wallMs: () => wallMs + now,
    monotonicMs: () => now,
    after: (delayMs, action) => {
      const timer = { at: now + delayMs, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass: async (ms) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.action();
        await settle();
      }
      now = end;
    },
  };
};
