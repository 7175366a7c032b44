/** `elapsed` ms for what was measured, whatever had to be prepared between. */
export type Measured = (count: number, inFlight: number) => Promise<number>;

/** A durable queue as the bench uses it; opened on a folder of its own. */
export type Contestant = {
  readonly name: string;
  /** What makes it durable, read back from the running thing. */
  readonly durability: string;
  /** What is on the disk when an item counts as enqueued, and what a dequeue does. */
  readonly includes: string;
  /** Several operations can be under way at once. */
  readonly overlaps: boolean;
  readonly enqueue: Measured;
  /** Of items that were enqueued before; `null` where there is no such thing. */
  readonly dequeue: Measured | null;
  readonly close: () => Promise<void>;
};

/** Runs `operation` `count` times, as many at once as `inFlight` says; ms. */
export const timed = async (
  count: number,
  inFlight: number,
  operation: (worker: number) => unknown,
): Promise<number> => {
  let left = count;
  const worker = async (id: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const done = operation(id);
      // A synchronous queue must not pay for a promise that it never made.
      if (done instanceof Promise) await done;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, (_, id) => worker(id)));
  return performance.now() - started;
};

/** Rate a second of `count` operations in `ms`. */
export const perSecond = (count: number, ms: number): number => (count * 1_000) / ms;
