import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';
import { NATIONAL_PAYMENTS } from './plan.ts';

export type QuarterOptions = {
  readonly payments: number;
  readonly seed: string;
  readonly folder: string;
  readonly fresh: boolean;
};

export const QUARTER_USAGE = `npm run quarter -- [--payments N] [--seed TEXT] [--data FOLDER] [--fresh]

  --payments N   from 1 to ${String(NATIONAL_PAYMENTS)}, which is the whole quarter and the default
  --seed TEXT    another quarter of the same worth (default 2026-3)
  --data FOLDER  where the database and the progress are kept (default /var/tmp/khidma-quarter)
  --fresh        begins anew even where an interrupted run could go on`;

/** The command line, or what is wrong with it, in words. */
export const readQuarterOptions = (args: readonly string[]): Result<QuarterOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        payments: { type: 'string', default: String(NATIONAL_PAYMENTS) },
        seed: { type: 'string', default: '2026-3' },
        data: { type: 'string', default: '/var/tmp/khidma-quarter' },
        fresh: { type: 'boolean', default: false },
      },
    });
    const payments = Number(values.payments);
    if (!Number.isInteger(payments) || payments < 1 || payments > NATIONAL_PAYMENTS)
      return fail(`--payments: found ${JSON.stringify(values.payments)}`);
    return ok({ payments, seed: values.seed, folder: values.data, fresh: values.fresh });
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};
