import type { Clock } from '../../contract/clock.ts';
import type { Item, TelemetryBuffer } from './buffer.ts';

/**
 * The buffer for those who must not be held up by it: what it cannot take is counted and let go. While it
 * fails, or is slow, it is left alone for a while.
 */
export type Recorder = {
  /** Never throws; `false`: not taken. */
  readonly take: (items: readonly Item[], journalSeq?: number) => boolean;
  /** Runs `use` over the buffer; `null`: it is out of order, now or by this. */
  readonly with: <T>(use: (buffer: TelemetryBuffer) => T) => T | null;
  /** Items it could not take since this was last asked. */
  readonly lost: () => number;
  readonly close: () => void;
};

/** So long a broken or slow buffer rests, ms. */
const REST_MS = 30_000;
/** Longer than this one write may not take, ms. */
const SLOW_MS = 250;

export const createRecorder = (deps: {
  readonly clock: Clock;
  /** May throw; tried again after a rest. */
  readonly open: () => TelemetryBuffer;
}): Recorder => {
  const { clock } = deps;
  let buffer: TelemetryBuffer | null = null;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let lost = 0;
  let closed = false;

  const rest = (): void => {
    restUntilMs = clock.monotonicMs() + REST_MS;
  };
  const giveUp = (): void => {
    rest();
    try {
      buffer?.close();
    } catch {
      // It is left to the process's end.
    }
    buffer = null;
  };
  const attempt = <T>(use: (buffer: TelemetryBuffer) => T): { readonly value: T } | null => {
    const startedMs = clock.monotonicMs();
    if (closed || startedMs < restUntilMs) return null;
    try {
      buffer ??= deps.open();
      const value = use(buffer);
      if (clock.monotonicMs() - startedMs > SLOW_MS) rest();
      return { value };
    } catch {
      // Whatever it was: the kiosk's work goes on, and the log on stderr has the line.
      giveUp();
      return null;
    }
  };
  return {
    take: (items, journalSeq) => {
      const taken = attempt((open) => {
        open.add(items, journalSeq);
        return true;
      });
      if (taken === null) lost += items.length;
      return taken !== null;
    },
    with: (use) => attempt(use)?.value ?? null,
    lost: () => {
      const count = lost;
      lost = 0;
      return count;
    },
    close: () => {
      closed = true;
      try {
        buffer?.close();
      } catch {
        // Nothing more is asked of it.
      }
      buffer = null;
    },
  };
};
