import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';

/**
 * How somebody came to the keypad. Each is counted for itself: whoever guesses after the gesture, which
 * anybody may learn, keeps nobody out who holds the cabinet's key.
 */
export type WayIn = 'gesture' | 'key';

export type LockOut = {
  /** Milliseconds until a PIN is taken again; `null`: now. */
  readonly leftMs: (way: WayIn) => number | null;
  /** Counts a try before it is looked at, durably: pulling the plug gives none back. False: locked. */
  readonly tries: (way: WayIn) => boolean;
  /** It was right. */
  readonly succeeded: (way: WayIn) => void;
  readonly stop: () => void;
};

const FREE_TRIES = 2;
const MINUTE = 60_000;
const STEPS_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE] as const;
/** At most this much of a lock is served twice when the engine is killed. */
const SAVE_EVERY_MS = 5_000;

/** How long nothing is taken after that many wrong tries in a row. */
export const lockMs = (wrong: number): number =>
  wrong <= FREE_TRIES ? 0 : (STEPS_MS[wrong - FREE_TRIES - 1] ?? STEPS_MS[3]);

const stateSchema = z.object({ wrong: z.number().int().min(0), leftMs: z.number().min(0) });
const recordSchema = z.object({ gesture: stateSchema, key: stateSchema });
type Tries = { wrong: number; endsAt: number };

/** Kept in the journal's database. What cannot be read counts as many wrong tries, never as none. */
const read = (text: string | null): z.infer<typeof recordSchema> => {
  const none = { wrong: 0, leftMs: 0 };
  if (text === null) return { gesture: none, key: none };
  const most = { wrong: FREE_TRIES + STEPS_MS.length, leftMs: STEPS_MS[3] };
  try {
    const parsed = recordSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : { gesture: most, key: most };
  } catch {
    return { gesture: most, key: most };
  }
};

/**
 * Wrong PINs and the time that they cost. The time is served only while the engine runs and by the clock
 * that never jumps: neither a restart nor a wall clock set anywhere shortens it.
 */
export const createLockOut = (deps: {
  readonly clock: Clock;
  readonly load: () => string | null;
  readonly save: (text: string) => void;
}): LockOut => {
  const { clock } = deps;
  const loaded = read(deps.load());
  const restored = ({ wrong, leftMs }: { wrong: number; leftMs: number }): Tries => ({
    wrong,
    endsAt: clock.monotonicMs() + leftMs,
  });
  const tries: Record<WayIn, Tries> = {
    gesture: restored(loaded.gesture),
    key: restored(loaded.key),
  };
  const left = (way: WayIn): number =>
    Math.max(0, Math.ceil(tries[way].endsAt - clock.monotonicMs()));
  let cancel: () => void = () => undefined;

  const save = (): void => {
    cancel();
    const state = (way: WayIn) => ({ wrong: tries[way].wrong, leftMs: left(way) });
    deps.save(JSON.stringify({ gesture: state('gesture'), key: state('key') }));
    // One more once both are served, so that a restart does not begin the last piece again.
    if (left('gesture') > 0 || left('key') > 0) cancel = clock.after(SAVE_EVERY_MS, save);
  };
  if (left('gesture') > 0 || left('key') > 0) cancel = clock.after(SAVE_EVERY_MS, save);

  return {
    leftMs: (way) => (left(way) === 0 ? null : left(way)),
    tries: (way) => {
      if (left(way) > 0) return false;
      const wrong = tries[way].wrong + 1;
      tries[way] = { wrong, endsAt: clock.monotonicMs() + lockMs(wrong) };
      save();
      return true;
    },
    succeeded: (way) => {
      tries[way] = { wrong: 0, endsAt: 0 };
      save();
    },
    stop: () => {
      cancel();
    },
  };
};
