/**
 * Central's embedded database, made once for a whole run. A new one takes several seconds of a processor
 * before its first question, and every kiosk under test has a central of its own: each begins with a copy
 * of what one central left when it ended.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../rig/processes/child.ts';
import { PROGRAMS } from '../rig/processes/programs.ts';
import { rigPaths } from '../rig/processes/paths.ts';

const FOLDER = 'KHIDMA_PREPARED_CENTRAL';
/** On a machine that has never read these files, with every processor at work on others. */
const READY_WITHIN_MS = 3 * 60_000;
const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** For vitest's and Playwright's `globalSetup`: names a folder to this run's workers; they fill it. */
const prepare = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-central-'));
  process.env[FOLDER] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
};
export default prepare;

const make = async (aside: string): Promise<void> => {
  const started = await startChild({
    name: 'The central service',
    program: PROGRAMS.central,
    args: ['--port', '0', '--data', aside],
    env: { DATABASE_URL: undefined },
    logFile: join(aside, 'central.log'),
    readyWithinMs: READY_WITHIN_MS,
  });
  if (!started.ok) throw new Error(started.error.detail);
  // Its ready line comes a moment before it listens to signals; once it answers, it does.
  await fetch(String(started.value.ready['url']));
  await started.value.stop();
  const exitCode = await started.value.gone;
  if (exitCode !== 0) throw new Error(`central ended with exit code ${String(exitCode)}`);
};

/** Of the workers that need it at once one makes it, aside, and the others wait for what it renames. */
const ready = async (folder: string): Promise<string> => {
  const aside = join(folder, 'making');
  const database = join(folder, 'database');
  const failed = join(folder, 'failed');
  try {
    mkdirSync(aside);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    while (!existsSync(database)) {
      if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return database;
  }
  try {
    await make(aside);
    renameSync(join(aside, 'database'), database);
  } catch (error) {
    writeFileSync(failed, String(error));
    throw error;
  }
  return database;
};

/** Gives the rig of `dataFolder`, which has not started yet, a database with its tables and demonstration. */
export const withPreparedCentral = async (dataFolder: string): Promise<void> => {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('tests/prepared-central.ts is no globalSetup here');
  const { central } = rigPaths(dataFolder);
  mkdirSync(central, { recursive: true, mode: 0o700 });
  cpSync(await ready(folder), join(central, 'database'), { recursive: true });
};
