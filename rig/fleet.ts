/** `npm run fleet`: the operators' page full of life. See `FLEET_USAGE`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep, systemClock } from '../contract/clock.ts';
import { filsDigits, type Fils } from '../contract/money.ts';
import { startChild } from './processes/child.ts';
import { takeLock } from './processes/lock.ts';
import { rigPaths } from './processes/paths.ts';
import { PROGRAMS } from './processes/programs.ts';
import { RigError } from './processes/rig-error.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';
import { seededKey } from './processes/seeded-key.ts';
import { startStaffIssuer } from './processes/staff-issuer.ts';
import { CHARACTERS } from './fleet/characters.ts';
import { FLEET_USAGE, readFleetOptions, type FleetOptions } from './fleet/options.ts';
import { startFleetKiosk, type FleetKiosk } from './fleet/kiosk.ts';
import { placeOf } from './fleet/places.ts';
import { askCatalogueVersion } from './fleet/catalogue-version.ts';

const TELL_EVERY_MS = 30_000;
/** Under which nothing answers: its receipts are nobody's. */
const RECEIPT_URL = 'https://receipt.khidma.example/r/';

const ROOT = join(import.meta.dirname, '..');

const nameOf = (number: number): string => `KSK-${String(number).padStart(4, '0')}`;

const bd = (fils: number): string => filsDigits(fils as Fils);

const told = (kiosks: readonly FleetKiosk[]): string => {
  const states = kiosks.map((kiosk) => kiosk.state());
  const counts = kiosks.map((kiosk) => kiosk.counts());
  const sum = (of: (each: (typeof counts)[number]) => number): number =>
    counts.reduce((total, each) => total + of(each), 0);
  const number = (of: (each: (typeof states)[number]) => boolean): string =>
    String(states.filter(of).length);
  const queued = states.reduce((total, each) => total + each.queued, 0);
  return (
    `${number(({ sells }) => sells)} of ${String(kiosks.length)} sell, ${number(({ lineCut }) => lineCut)} without a line; ` +
    `${String(sum((c) => c.charged))} payments charged (BHD ${bd(sum((c) => c.chargedFils))}), ` +
    `${String(sum((c) => c.posted))} posted (BHD ${bd(sum((c) => c.postedFils))}), ` +
    `${String(sum((c) => c.refused))} refused, ${String(queued)} waiting`
  );
};

const fleet = async (options: FleetOptions, command: Command): Promise<number> => {
  if (!existsSync(join(ROOT, 'dist/console/index.html')))
    throw new RigError('The operators’ page has not been built: run `npm run build` first.');
  const paths = rigPaths(options.dataFolder);
  const unlock = takeLock(paths.lock, options.dataFolder);
  command.onEnd(() => {
    unlock();
    return Promise.resolve();
  });
  const undo: (() => void | Promise<void>)[] = [];
  command.onEnd(async () => {
    for (const step of undo.reverse()) await step();
  });
  console.log('Central service and issuer start …');
  const consoleFile = await startStaffIssuer(PROGRAMS.staff, paths, undo);
  const known = Array.from({ length: options.kiosks }, (_, index) => ({
    number: index + 1,
    kioskId: nameOf(index + 1),
    place: placeOf(index),
    key: seededKey(`${options.seed} ${nameOf(index + 1)}`),
  }));
  const central = await startChild({
    name: 'The central service',
    program: PROGRAMS.central,
    args: [
      ...['--port', String(options.port), '--data', paths.central, '--console', consoleFile],
      ...['--messages-folder', paths.messages, '--receipt-url', RECEIPT_URL],
      ...known.flatMap(({ kioskId, key }) => ['--kiosk', `${kioskId}=${key.publicKey}`]),
    ],
    logFile: join(paths.logs, 'central.log'),
    readyWithinMs: 120_000,
  });
  if (!central.ok) throw new RigError(central.error.detail);
  undo.push(() => central.value.stop());
  const url = String(central.value.ready['url']);
  const commandKey = String(central.value.ready['catalogueKey']);
  const catalogueVersion = await askCatalogueVersion(url, commandKey);

  const begun = join(paths.data, 'past-told');
  const withPast = !existsSync(begun);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const kiosks = known.map(({ number, ...kiosk }) =>
    startFleetKiosk({
      ...kiosk,
      seed: options.seed,
      url,
      clock: systemClock,
      version,
      catalogueVersion,
      commandKey,
      mishapEveryMs: options.mishapEveryMs,
      payEveryMs: (options.kiosks * 60_000) / Math.max(options.paymentsPerMinute, 0.001),
      character: CHARACTERS.get(number) ?? { story: '' },
      withPast,
      onBug: (cause) => {
        console.error(cause);
      },
    }),
  );
  writeFileSync(begun, '');
  command.onEnd(async () => {
    console.log('\nEverything stops; what waits is submitted …');
    await Promise.all(kiosks.map((kiosk) => kiosk.stop()));
    console.log(told(kiosks));
  });
  console.log(
    [
      '',
      `A fleet of ${String(options.kiosks)} played kiosks runs.`,
      '',
      `  Operators' page   ${url}/console/ (sign in as one of three made-up people)`,
      `  Logs              ${paths.logs}`,
      '',
      'Worth looking at:',
      ...[...CHARACTERS]
        .filter(([number]) => number <= options.kiosks)
        .map(([number, { story }]) => `  ${nameOf(number)}  ${story}`),
      '',
      'Ctrl-C stops everything.',
      '',
    ].join('\n'),
  );
  const isInterrupted = (): boolean => command.interrupted.aborted;
  while (!isInterrupted()) {
    await sleep(systemClock, TELL_EVERY_MS, command.interrupted);
    if (!isInterrupted()) console.log(told(kiosks));
  }
  return 0;
};

const options = readFleetOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${FLEET_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => fleet(options.value, command));
