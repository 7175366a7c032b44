/**
 * Central's embedded database, made once for a whole run. A new one takes several seconds of a processor
 * before its first question, and every kiosk under test has a central of its own: each begins with a copy
 * of what one central left when it ended.
 */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../rig/processes/child.ts';
import { PROGRAMS } from '../rig/processes/programs.ts';
import { rigPaths } from '../rig/processes/paths.ts';

const FOLDER = 'KHIDMA_PREPARED_CENTRAL';
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

/** Made aside and renamed: of two workers that need it at once, one finds the other's. */
const make = async (folder: string, database: string): Promise<void> => {
  const aside = mkdtempSync(join(folder, 'making-'));
  const started = await startChild({
    name: 'The central service',
    program: PROGRAMS.central,
    args: ['--port', '0', '--data', aside],
    env: { DATABASE_URL: undefined },
    logFile: join(aside, 'central.log'),
    readyWithinMs: 60_000,
  });
  if (!started.ok) throw new Error(started.error.detail);
  // Its ready line comes a moment before it listens to signals; once it answers, it does.
  await fetch(String(started.value.ready['url']));
  await started.value.stop();
  const exitCode = await started.value.gone;
  if (exitCode !== 0) throw new Error(`central ended with exit code ${String(exitCode)}`);
  try {
    renameSync(join(aside, 'database'), database);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
};

/** Gives the rig of `dataFolder`, which has not started yet, a database with its tables and demonstration. */
export const withPreparedCentral = async (dataFolder: string): Promise<void> => {
  const folder = process.env[FOLDER];
  if (folder === undefined) throw new Error('tests/prepared-central.ts is no globalSetup here');
  const { central } = rigPaths(dataFolder);
  const copy = (): void => {
    cpSync(join(folder, 'database'), join(central, 'database'), { recursive: true });
  };
  mkdirSync(central, { recursive: true, mode: 0o700 });
  try {
    copy();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await make(folder, join(folder, 'database'));
    copy();
  }
};
