import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type SimulateOptions = {
  readonly seeds: number;
  readonly from: number;
  readonly minutes: number | null;
  /** Processes at once; a single seed runs in this one. */
  readonly jobs: number;
  readonly verbose: boolean;
};

const USAGE =
  'usage: simulate [--seeds N] [--from S | --seed S] [--minutes M] [--jobs J] [--verbose]';
const USUAL_SEEDS = 200;

const whole = (text: string | undefined, fallback: number): number =>
  text === undefined ? fallback : /^[0-9]{1,12}$/u.test(text) ? Number(text) : Number.NaN;

/** `--seed S` runs that seed alone; `--minutes M` runs seeds until the time is over. Every core is used. */
export const readSimulateOptions = (args: string[]): Result<SimulateOptions, string> => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        from: { type: 'string' },
        minutes: { type: 'string' },
        jobs: { type: 'string' },
        verbose: { type: 'boolean', default: false },
      },
    });
    const minutes = values.minutes === undefined ? null : whole(values.minutes, 0);
    const usual = minutes === null ? USUAL_SEEDS : Number.MAX_SAFE_INTEGER;
    const seeds = values.seed === undefined ? whole(values.seeds, usual) : 1;
    const from = whole(values.seed ?? values.from, 1);
    const cores = seeds === 1 || values.verbose ? 1 : availableParallelism();
    const jobs = whole(values.jobs, Math.min(cores, seeds));
    return [seeds, from, minutes ?? 0].some(Number.isNaN) || !(jobs > 0)
      ? fail(USAGE)
      : ok({ seeds, from, minutes, jobs, verbose: values.verbose });
  } catch (cause) {
    return fail(`${(cause as Error).message}\n${USAGE}`);
  }
};
