import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { countPlaywright, countVitest, type Count, type Failure } from './reports.ts';
import type { Suite } from './table.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'var', 'test');
const LIMIT_MS = 40 * 60_000;
const GRACE_MS = 10_000;
const TAIL_LINES = 60;
const SCREEN = ['xvfb-run', '-a', '-s', '-screen 0 1080x1920x24 -nolisten tcp'];

const REPORTERS = {
  exit: () => [],
  vitest: (path: string) => ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`],
  playwright: () => ['--reporter=list,json'],
};

type Ended = { readonly code: number | null; readonly late: boolean };

/** Ends whatever runs now, with all that it started. */
let endRunning = (_signal: NodeJS.Signals): void => undefined;
export const stopSuites = (): void => {
  endRunning('SIGTERM');
};

/** Runs a program in a process group of its own, its output going to `log`. */
const runLogged = (
  [program = '', ...args]: readonly string[],
  log: string,
  environment: Readonly<Record<string, string>>,
): Promise<Ended> => {
  const output = openSync(log, 'w');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', output, output],
      detached: true,
    });
    let late = false;
    let running = true;
    const end = (signal: NodeJS.Signals): void => {
      if (running && child.pid !== undefined) process.kill(-child.pid, signal);
    };
    endRunning = end;
    const limit = setTimeout(() => {
      late = true;
      end('SIGTERM');
      setTimeout(() => {
        end('SIGKILL');
      }, GRACE_MS).unref();
    }, LIMIT_MS);
    const ended = (code: number | null): void => {
      running = false;
      clearTimeout(limit);
      closeSync(output);
      resolve({ code, late });
    };
    child.once('error', () => {
      ended(127);
    });
    child.once('exit', ended);
  });
};

const tailOf = (log: string): string =>
  stripVTControlCharacters(readFileSync(log, 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(-TAIL_LINES)
    .join('\n');

const read = (suite: Suite, report: string): Count | null => {
  if (suite.counts === 'exit' || !existsSync(report)) return null;
  try {
    const json: unknown = JSON.parse(readFileSync(report, 'utf8'));
    return suite.counts === 'vitest' ? countVitest(json) : countPlaywright(json);
  } catch {
    return null; // Cut off, or of another form: told by the exit code and the log.
  }
};

const judge = (suite: Suite, ended: Ended, count: Count | null, log: string): Count => {
  const itself = (why: string): Failure => ({
    test: suite.name,
    message: `${why}\n${tailOf(log)}`,
  });
  if (ended.late) {
    const why = `stopped after ${LIMIT_MS / 60_000} minutes`;
    return { passed: count?.passed ?? 0, failures: [...(count?.failures ?? []), itself(why)] };
  }
  if (suite.counts === 'exit') {
    return ended.code === 0
      ? { passed: 1, failures: [] }
      : { passed: 0, failures: [itself(`exit ${ended.code}`)] };
  }
  if (count === null) return { passed: 0, failures: [itself(`exit ${ended.code}, no report`)] };
  if (count.failures.length > 0) return count;
  if (ended.code !== 0) return { ...count, failures: [itself(`exit ${ended.code}`)] };
  return count.passed > 0 ? count : { passed: 0, failures: [itself('ran no test')] };
};

/** Runs one suite to its end and counts it. Its whole output stands in `var/test/NAME.log`. */
export const runSuite = async (suite: Suite): Promise<Count> => {
  if (!existsSync(join(root, suite.needs))) {
    return { passed: 0, failures: [{ test: suite.name, message: `${suite.needs} is missing` }] };
  }
  mkdirSync(folder, { recursive: true });
  const log = join(folder, `${suite.name}.log`);
  const report = join(folder, `${suite.name}.json`);
  rmSync(report, { force: true });
  const command = [
    ...(suite.screen ? SCREEN : []),
    ...suite.command,
    ...REPORTERS[suite.counts](report),
  ];
  const ended = await runLogged(command, log, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return judge(suite, ended, read(suite, report), log);
};
