import type { Schedule } from './schedule.ts';

/** Immediates asked for while the world runs: they come before the next event, in order. */
const immediates: (() => void)[] = [];

const refuse = (): never => {
  throw new Error('real time in a simulated world');
};

type Timers = Pick<typeof globalThis, 'setImmediate' | 'setTimeout' | 'setInterval'>;

/**
 * Node keeps its own combined signals for ever while somebody listens, and who sleeps in a life that was
 * cut off listens for ever: each would keep its whole world.
 */
const anyOf = (signals: Iterable<AbortSignal>): AbortSignal => {
  const combined = new AbortController();
  for (const signal of signals) {
    const pass = (): void => {
      combined.abort(signal.reason);
    };
    if (signal.aborted) pass();
    else signal.addEventListener('abort', pass, { once: true });
  }
  return combined.signal;
};

const REAL_ANY = AbortSignal.any.bind(AbortSignal);

/** Real timers would make a run depend on the machine: a world that asks for one is broken. */
const takeTimers = (): (() => void) => {
  const real: Timers = {
    setImmediate: globalThis.setImmediate,
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
  };
  const simulated = {
    setImmediate: (action: () => void) => {
      immediates.push(action);
    },
    setTimeout: refuse,
    setInterval: refuse,
  };
  Object.assign(globalThis, simulated);
  AbortSignal.any = anyOf;
  return () => {
    immediates.length = 0;
    Object.assign(globalThis, real);
    AbortSignal.any = REAL_ANY;
  };
};

/**
 * Runs events one after another until `done` says so. Between two events everything that needs no time
 * comes to its end: a tick asked for from a microtask begins only when no microtask is left, and costs a
 * fraction of a turn of the real event loop.
 */
export const runUntil = (schedule: Schedule, done: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveBackTimers = takeTimers();
    const end = (finish: () => void): void => {
      giveBackTimers();
      finish();
    };
    const step = (): void => {
      try {
        const immediate = immediates.shift();
        if (immediate !== undefined) immediate();
        else if (done() || !schedule.step()) {
          end(resolve);
          return;
        }
      } catch (cause) {
        end(() => {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        });
        return;
      }
      queueMicrotask(hop);
    };
    const hop = (): void => {
      process.nextTick(step);
    };
    hop();
  });
