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
import { demoOperator, howToEnrol } from './start/demo-operator.ts';
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
  const operator = options.enrol ? demoOperator(options.dataFolder) : null;
  const rig = await startRig({
    dataFolder: options.dataFolder,
    furnished: true,
    eKey: true,
    console: true,
    pace: HUMAN_PACE_MS,
    ui: 'missing' in window ? 'loopback' : 'none',
    uiPort: options.port,
    supervise: SUPERVISED,
    say: (sentence) => console.log(sentence),
    ...(operator && { operator: `${operator.name}=${operator.publicKey}` }),
    adjust: (draft: ConfigDraft) => ({
      ...draft,
      ...(options.audio && { audio: { enabled: true } }),
      ...(options.enrol && { kiosk: { ...draft.kiosk, enrolment: 'code' as const } }),
    }),
    ...(config && { config }),
  });
  command.onEnd(async () => {
    console.log('\nEverything stops …');
    await rig.stop();
    console.log('Stopped.');
  });
  const tellHow = (): void => {
    const { config, paths } = rig;
    const centralUrl = rig.centralUrl ?? config.gateway.url;
    if (operator !== null)
      console.log(
        howToEnrol(operator, { kioskId: config.kiosk.id, centralUrl, config: paths.config }),
      );
  };
  if ('missing' in window) {
    console.log(greeting(rig, `${rig.ui?.url ?? ''} (no window: ${window.missing})`));
    tellHow();
    throw new RigError(await rig.givenUp);
  }
  console.log(greeting(rig, 'in its own window'));
  tellHow();
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
