import type { Clock } from '../../contract/clock.ts';

export type FakeClock = Clock & {
  /** Moves both clocks on and runs what falls due, in order. */
  readonly advance: (ms: number) => void;
  /** The wall clock jumps; nothing else does. */
  readonly jumpWall: (ms: number) => void;
};

/** A clock that stands still until told to move. */
export const createFakeClock = (startWallMs = Date.UTC(2026, 10, 22, 13, 40)): FakeClock => {
  let now = 0;
  let wallOffset = startWallMs;
  let order = 0;
  const due = new Map<number, { atMs: number; action: () => void }>();
  return {
    wallMs: () => wallOffset + now,
    monotonicMs: () => now,
    after: (delayMs, action) => {
      order += 1;
      const id = order;
      due.set(id, { atMs: now + Math.max(0, delayMs), action });
      return () => due.delete(id);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = [...due.entries()]
          .filter(([, t]) => t.atMs <= end)
          .sort(([a, t], [b, u]) => t.atMs - u.atMs || a - b)[0];
        if (next === undefined) break;
        due.delete(next[0]);
        now = Math.max(now, next[1].atMs);
        next[1].action();
      }
      now = end;
    },
    jumpWall: (ms) => {
      wallOffset += ms;
    },
  };
};
