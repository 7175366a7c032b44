/** One of several processes that run seeds: gets a seed, answers with what it found, until told no more. */
import { runSeed, type SeedResult } from './run-seed.ts';

export type JobAnswer = {
  readonly result: SeedResult;
  /** What this process has used of a core so far, ms. */
  readonly cpuMs: number;
};

const answer = async (seed: number): Promise<void> => {
  const result = await runSeed(seed);
  // Nothing in a world gives the real event loop a turn.
  await new Promise((resolve) => setImmediate(resolve));
  const { user, system } = process.cpuUsage();
  const told: JobAnswer = {
    result: result.broken.length > 0 ? result : { ...result, tail: [] },
    cpuMs: (user + system) / 1_000,
  };
  process.send?.(told);
};

let before: Promise<void> = Promise.resolve();
process.on('message', (seed: number) => {
  before = before.then(() => answer(seed));
  before.catch((cause: unknown) => {
    process.stderr.write(`seed ${seed}: ${String((cause as Error).stack ?? cause)}\n`);
    process.exit(70);
  });
});
process.on('disconnect', () => {
  process.exit(0);
});
