/** `npm start`: a whole kiosk on this machine, until Ctrl-C. See `START_USAGE`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startRig } from './processes.ts';
import { SUPERVISED } from './processes/engine-keeper.ts';
import type { ConfigDraft } from './processes/kiosk-config.ts';
import { givenConfig } from './processes/given-config.ts';
import { RigError } from './processes/rig-error.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';
import { greeting } from './start/greeting.ts';
import { readStartOptions, START_USAGE, type StartOptions } from './start/options.ts';
import { findWindow, openWindow } from './start/window.ts';
import { PAGE_FOLDER } from './ui-server.ts';

/** Milliseconds between the terminal's steps: a person reads and finds the card. */
const HUMAN_PACE_MS = 1_200;

const start = async (options: StartOptions, command: Command): Promise<number> => {
  const config = givenConfig();
  if (!existsSync(join(PAGE_FOLDER, 'index.html'))) {
    throw new RigError('The page has not been built: run `npm run build` first.');
  }
  const window = options.headless ? { missing: 'asked for without' } : findWindow();
  console.log('Central service, devices and engine start …');
  const rig = await startRig({
    dataFolder: options.dataFolder,
    furnished: true,
    eKey: true,
    pace: HUMAN_PACE_MS,
    ui: 'missing' in window ? 'loopback' : 'none',
    uiPort: options.port,
    supervise: SUPERVISED,
    say: (sentence) => console.log(sentence),
    ...(options.audio && {
      adjust: (draft: ConfigDraft) => ({ ...draft, audio: { enabled: true } }),
    }),
    ...(config && { config }),
  });
  command.onEnd(async () => {
    console.log('\nEverything stops …');
    await rig.stop();
    console.log('Stopped.');
  });
  if ('missing' in window) {
    console.log(greeting(rig, `${rig.ui?.url ?? ''} (no window: ${window.missing})`));
    throw new RigError(await rig.givenUp);
  }
  console.log(greeting(rig, 'in its own window'));
  const shell = await openWindow(window.runtime, rig.paths);
  command.onEnd(() => shell.stop());
  return Promise.race([
    shell.ended,
    rig.givenUp.then((sentence) => {
      throw new RigError(sentence);
    }),
  ]);
};

const options = readStartOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${START_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => start(options.value, command));
