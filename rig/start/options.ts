import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type StartOptions = {
  /** Show the page in a browser even where a window could be opened. */
  readonly headless: boolean;
  /** With audio guidance over this machine's sound output. */
  readonly audio: boolean;
  /** Central does not know the kiosk: it is to be enrolled by hand. */
  readonly enrol: boolean;
  readonly dataFolder: string;
  /** The loopback page's port; 0 is any. */
  readonly port: number;
};

export const START_USAGE = `npm start [-- --headless] [--audio] [--enrol] [--data DIR] [--port N]

  --headless   no window: the page is served on a loopback address for a browser
  --audio      with audio guidance: the pad's keys are the arrows, Enter, Home and PageUp
  --enrol      the kiosk is new: it sells nothing until it has been enrolled with a one-time code
  --data DIR   where journal, keys and logs stand; var/kiosk by default (var/new-kiosk with --enrol), kept from run to run
  --port N     the port of that loopback address; by default any that is free

  KIOSK_CONFIG=/path/kiosk.json   a configuration of your own`;

export const readStartOptions = (args: readonly string[]): Result<StartOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        headless: { type: 'boolean', default: false },
        audio: { type: 'boolean', default: false },
        enrol: { type: 'boolean', default: false },
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
      },
    });
    const port = Number(values.port);
    if (!/^[0-9]{1,5}$/u.test(values.port) || port > 65_535) {
      return fail(`--port: found ${JSON.stringify(values.port)}; allowed: 0 to 65535`);
    }
    const usual = values.enrol ? 'var/new-kiosk' : 'var/kiosk';
    if (values.data === '') return fail('--data: found nothing; allowed: a folder');
    return ok({
      headless: values.headless,
      audio: values.audio,
      enrol: values.enrol,
      dataFolder: values.data ?? usual,
      port,
    });
  } catch (error) {
    return fail((error as Error).message);
  }
};
