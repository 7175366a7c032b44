import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type QueueOptions = {
  readonly rounds: number;
  readonly items: number;
  /** Payments in the journal whose start is measured; 0: not measured. */
  readonly startup: number;
  readonly only: readonly string[];
};

export const queueUsage = (names: readonly string[]): string =>
  `npm run bench:queue -- [--rounds N] [--items N] [--startup N] [--only NAME,…]

  --rounds N   how often everyone has a turn; medians count, and ratios within a round (default 240)
  --items N    how many items a turn (default 5)
  --startup N  payments in the journal whose start is measured; 0 leaves it out (default 20000)
  --only NAME  some of ${names.join(', ')}`;

const RANGES = { rounds: [1, 1_000], items: [1, 100_000], startup: [0, 10_000_000] } as const;

/** The command line, or what is wrong with it, in words. */
export const readQueueOptions = (
  args: readonly string[],
  names: readonly string[],
): Result<QueueOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '240' },
        items: { type: 'string', default: '5' },
        startup: { type: 'string', default: '20000' },
        only: { type: 'string', default: names.join(',') },
      },
    });
    const numbers = { rounds: 0, items: 0, startup: 0 };
    for (const name of ['rounds', 'items', 'startup'] as const) {
      const [least, most] = RANGES[name];
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < least || number > most)
        return fail(`--${name}: found ${JSON.stringify(values[name])}`);
      numbers[name] = number;
    }
    const only = values.only.split(',');
    const unknown = only.find((name) => !names.includes(name));
    return unknown === undefined
      ? ok({ ...numbers, only })
      : fail(`--only: found ${JSON.stringify(unknown)}`);
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};
