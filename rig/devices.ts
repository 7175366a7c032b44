/** `npm run devices -- COMMAND`: what a technician asks of the devices. See `--help`. */
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { systemClock } from '../contract/clock.ts';
import { describeConfigProblem, loadConfig } from '../engine/config/load-config.ts';
import type { Desk } from './devices/desk.ts';
import { EXIT, type ExitCode } from './devices/exit-codes.ts';
import { helpText } from './devices/help.ts';
import { readDevicesOptions, type CommandName, type DevicesOptions } from './devices/options.ts';
import { wordsIn } from './devices/texts.ts';
import { RigError } from './processes/rig-error.ts';
import { runCommand, type Command } from './processes/run-command.ts';

type Run = (desk: Desk) => Promise<ExitCode>;

/** Loaded one at a time: a proof page draws, a list need not wait for that. */
const RUN: Readonly<Record<CommandName, () => Promise<Run>>> = {
  list: async () => (await import('./devices/list.ts')).list,
  status: async () => (await import('./devices/status.ts')).status,
  'print-test': async () => (await import('./devices/print-test.ts')).printTest,
  scan: async () => (await import('./devices/scan.ts')).scan,
  'pay-test': async () => (await import('./devices/pay-test.ts')).payTest,
  monitor: async () => (await import('./devices/monitor.ts')).monitor,
  record: async () => (await import('./devices/monitor.ts')).monitor,
  replay: async () => (await import('./devices/replay.ts')).replay,
};
const WITHOUT_CONFIG: readonly CommandName[] = ['list', 'replay'];

const configFor = (options: DevicesOptions): Desk['config'] => {
  const path = options.config ?? process.env['KIOSK_CONFIG'] ?? '';
  if (path === '') return null;
  const loaded = loadConfig(path);
  if (!loaded.ok) throw new RigError(describeConfigProblem(loaded.error), EXIT.config);
  return loaded.value;
};

const devices = async (options: DevicesOptions, command: Command): Promise<number> => {
  const words = wordsIn(options.language);
  if (options.command === 'help') {
    console.log(helpText(words));
    return EXIT.done;
  }
  const config = configFor(options);
  if (config === null && !WITHOUT_CONFIG.includes(options.command))
    throw new RigError(words.usage.noConfig, EXIT.config);
  const tree = { sys: options.sys, dev: options.dev };
  const run = await RUN[options.command]();
  return run({
    context: {
      clock: systemClock,
      tree,
      dataFolder: config?.dataFolder ?? tmpdir(),
      random: (count) => randomBytes(count),
    },
    options,
    config,
    words,
    clock: systemClock,
    tree,
    say: (text) => {
      if (!options.json) console.log(text);
    },
    tell: (value) => {
      if (options.json) console.log(JSON.stringify(value));
    },
    command,
  });
};

const options = readDevicesOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(options.error);
  process.exit(EXIT.usage);
} else await runCommand((command) => devices(options.value, command));
