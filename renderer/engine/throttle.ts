/** Lets the first call of every `everyMs` through and drops the rest; `now` in monotonic ms. */
export const makeThrottle = (everyMs: number, now: () => number): (() => boolean) => {
  let last = -Infinity;
  return () => {
    const time = now();
    if (time - last < everyMs) return false;
    last = time;
    return true;
  };
};
