import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type DrainOptions = {
  readonly payments: number;
  /** 0: one kiosk with its whole engine; else so many light ones at once. */
  readonly kiosks: number;
  readonly kill: boolean;
  readonly jitter: boolean;
  readonly admission: boolean;
  readonly folder: string;
};

export const DRAIN_USAGE = `npm run drain -- [--payments N] [--kill] [--data FOLDER]
npm run drain -- --kiosks N [--payments N] [--no-jitter] [--no-admission] [--data FOLDER]

  one kiosk, 30 days without the gateway, then back, while somebody uses its screen:
  --payments N    payments in the queue (default 100000)
  --kill          kill -9 for the engine in the middle of it, once

  many kiosks that come back at once, each with the real outbox and signatures of its own:
  --kiosks N      how many (10000 is the country's crowd)
  --payments N    payments in each queue (default 3)
  --no-jitter     once more, all in the same moment, as kiosks would that wait alike
  --no-admission  once more, with a central that lets everybody begin at once; a table compares them

  --data FOLDER   where everything stands; emptied first (default /var/tmp/khidma-drain)`;

/** The command line, or what is wrong with it, in words. */
export const readDrainOptions = (args: readonly string[]): Result<DrainOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        payments: { type: 'string' },
        kiosks: { type: 'string', default: '0' },
        kill: { type: 'boolean', default: false },
        'no-jitter': { type: 'boolean', default: false },
        'no-admission': { type: 'boolean', default: false },
        data: { type: 'string', default: '/var/tmp/khidma-drain' },
      },
    });
    const kiosks = Number(values.kiosks);
    const payments = Number(values.payments ?? (kiosks === 0 ? 100_000 : 3));
    if (!Number.isInteger(payments) || payments < 1 || payments > 1_000_000)
      return fail(`--payments: found ${JSON.stringify(values.payments)}`);
    if (!Number.isInteger(kiosks) || kiosks < 0 || kiosks > 100_000)
      return fail(`--kiosks: found ${JSON.stringify(values.kiosks)}`);
    return ok({
      payments,
      kiosks,
      kill: values.kill,
      jitter: !values['no-jitter'],
      admission: !values['no-admission'],
      folder: values.data,
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};
