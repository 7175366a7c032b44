import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type FleetOptions = {
  readonly kiosks: number;
  readonly dataFolder: string;
  /** Central's; 0 is any. */
  readonly port: number;
  readonly seed: string;
  readonly mishapEveryMs: number;
  /** Of the whole fleet. */
  readonly paymentsPerMinute: number;
};

export const FLEET_USAGE = `npm run fleet [-- --kiosks N] [--data DIR] [--port N] [--seed TEXT] [--mishap-minutes N] [--payments N]

  Central with its operators' page, and a fleet of played kiosks that report, sell, queue and go wrong.

  --kiosks N          so many kiosks, 1 to 2000; 200 by default
  --data DIR          where central's database and the logs stand; var/fleet by default, kept from run to run
  --port N            central's port on 127.0.0.1; by default any that is free
  --seed TEXT         the same seed and number of kiosks, the same names, keys and fates
  --mishap-minutes N  something goes wrong with a kiosk every so many minutes on the average; 40 by default
  --payments N        so many payments a minute in the whole fleet; 30 by default`;

const whole = (name: string, text: string, least: number, most: number): Result<number, string> => {
  const value = Number(text);
  return /^[0-9]{1,6}$/u.test(text) && value >= least && value <= most
    ? ok(value)
    : fail(
        `--${name}: found ${JSON.stringify(text)}; allowed: ${String(least)} to ${String(most)}`,
      );
};

export const readFleetOptions = (args: readonly string[]): Result<FleetOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        kiosks: { type: 'string', default: '200' },
        data: { type: 'string', default: 'var/fleet' },
        port: { type: 'string', default: '0' },
        seed: { type: 'string', default: 'fleet' },
        'mishap-minutes': { type: 'string', default: '40' },
        payments: { type: 'string', default: '30' },
      },
    });
    const kiosks = whole('kiosks', values.kiosks, 1, 2_000);
    if (!kiosks.ok) return kiosks;
    const port = whole('port', values.port, 0, 65_535);
    if (!port.ok) return port;
    const minutes = whole('mishap-minutes', values['mishap-minutes'], 1, 10_000);
    if (!minutes.ok) return minutes;
    const payments = whole('payments', values.payments, 0, 6_000);
    if (!payments.ok) return payments;
    if (values.data === '') return fail('--data: found nothing; allowed: a folder');
    return ok({
      kiosks: kiosks.value,
      dataFolder: values.data,
      port: port.value,
      seed: values.seed,
      mishapEveryMs: minutes.value * 60_000,
      paymentsPerMinute: payments.value,
    });
  } catch (error) {
    return fail((error as Error).message);
  }
};
