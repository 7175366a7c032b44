import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 20;

/** Resolves with the first answer of `ask` that is neither `null` nor `false`; sysfs has no events. */
export const until = async <T>(
  what: string,
  ask: () => T | null | false | Promise<T | null | false>,
  limitMs = 60_000,
): Promise<T> => {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`still waiting after ${limitMs} ms: ${what}`);
    await pause(STEP_MS);
  }
};

/** `promise`, or an error that says what was waited for. */
export const within = async <T>(
  what: string,
  promise: Promise<T>,
  limitMs = 60_000,
): Promise<T> => {
  const stop = new AbortController();
  const late = pause(limitMs, undefined, { signal: stop.signal }).then(
    () => Promise.reject(new Error(`still waiting after ${limitMs} ms: ${what}`)),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
};
