import type { Clock } from '../../contract/clock.ts';

export type HandClock = Clock & { readonly advance: (ms: number) => void };

/** A clock that stands still until it is moved by hand. */
export const handClock = (startMs: number): HandClock => {
  let nowMs = startMs;
  return {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs - startMs,
    after: () => {
      throw new Error('central waits for nothing');
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
};
