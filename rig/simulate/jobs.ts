import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JobAnswer } from './job.ts';
import { endedWithProcess, type SeedResult } from './run-seed.ts';

const JOB = fileURLToPath(new URL('job.ts', import.meta.url));
/** Seeds that lie ready at a process, so that it never waits for the next one. */
const AHEAD = 2;

/**
 * Runs the seeds that `next` hands out (`null`: no more) in `jobs` processes at once, and tells each result
 * as it comes, in no order. A seed that ends its process is told as broken. Resolves with what all of them
 * used of a core, ms.
 */
export const runInProcesses = async (
  next: () => number | null,
  jobs: number,
  onResult: (result: SeedResult) => void,
): Promise<number> => {
  const used = await Promise.all(
    Array.from({ length: jobs }, async () => {
      let cpuMs = 0;
      let left: readonly number[] = [];
      do {
        const one = await runOne(next, left, onResult);
        cpuMs += one.cpuMs;
        left = one.left;
      } while (left.length > 0);
      return cpuMs;
    }),
  );
  return used.reduce((sum, each) => sum + each, 0);
};

/** One process to its end; `left` are the seeds that it was given and did not come to. */
const runOne = (
  next: () => number | null,
  first: readonly number[],
  onResult: (result: SeedResult) => void,
): Promise<{ readonly cpuMs: number; readonly left: readonly number[] }> =>
  new Promise((resolve) => {
    const child = fork(JOB);
    const given: number[] = [];
    let cpuMs = 0;
    const give = (seed: number): void => {
      given.push(seed);
      child.send(seed);
    };
    const fill = (): void => {
      while (given.length < AHEAD) {
        const seed = next();
        if (seed === null) break;
        give(seed);
      }
      if (given.length === 0) child.disconnect();
    };
    child.on('message', (message) => {
      const answer = message as JobAnswer;
      given.shift();
      cpuMs = answer.cpuMs;
      onResult(answer.result);
      fill();
    });
    child.on('exit', (code, signal) => {
      const [died, ...left] = given;
      if (died !== undefined) onResult(endedWithProcess(died, `${code ?? signal ?? '?'}`));
      resolve({ cpuMs, left });
    });
    first.forEach(give);
    fill();
  });
