import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type ScreenOptions = {
  /** Visits over which the page's memory is watched; 0: it is not. */
  readonly visits: number;
  /** Visits whose every tap is timed, slowed down. */
  readonly journeys: number;
  /** How many times slower than this machine. */
  readonly slow: number;
};

export const SCREEN_USAGE = `npm run bench:screen -- [--visits N] [--journeys N] [--slow N]

  --visits N    visits over which the page's memory is watched; 0 leaves it out (default 1000)
  --journeys N  whole visits whose taps are timed, Arabic and English in turn (default 5)
  --slow N      how many times slower than this machine the page runs meanwhile (default 6)`;

const RANGES = { visits: [0, 1_000_000], journeys: [1, 400], slow: [1, 20] } as const;

/** The command line, or what is wrong with it, in words. */
export const readScreenOptions = (args: readonly string[]): Result<ScreenOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        visits: { type: 'string', default: '1000' },
        journeys: { type: 'string', default: '5' },
        slow: { type: 'string', default: '6' },
      },
    });
    const numbers = { visits: 0, journeys: 0, slow: 0 };
    for (const name of ['visits', 'journeys', 'slow'] as const) {
      const [least, most] = RANGES[name];
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < least || number > most) {
        const found = JSON.stringify(values[name]);
        return fail(`--${name}: found ${found}; allowed: ${least} to ${most}`);
      }
      numbers[name] = number;
    }
    return ok(numbers);
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};
