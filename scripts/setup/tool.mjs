import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupFolder, binFolder, root } from './folders.mjs';
import { SetupProblem } from './say.mjs';

const LINES = 25;

/** The environment in which our tools find Node 24 first. */
export const toolEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: `${binFolder}:${process.env.PATH ?? ''}`,
  ...extra,
});

const COMPLAINT = /^(npm error|npm ERR!|E:) ./u;

/** What a person needs of a tool's log: its complaints where it marks them, else its last lines. */
export const wordsOf = (path) => {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const complaints = lines.filter((line) => COMPLAINT.test(line));
  const chosen = complaints.length > 0 ? complaints.slice(0, LINES) : lines.slice(-LINES);
  return chosen.join('\n');
};

/**
 * Runs a tool with its output in `var/setup/NAME.log`. Resolves to its exit code (127 where it
 * could not be started) and the log's path.
 */
export const logged = (name, command, args, environment = {}) => {
  mkdirSync(setupFolder, { recursive: true });
  const path = join(setupFolder, `${name}.log`);
  const log = openSync(path, 'w');
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(environment),
      stdio: ['ignore', log, log],
    });
    const done = (code) => {
      closeSync(log);
      resolve({ code, log: path });
    };
    child.once('error', () => done(127));
    child.once('exit', (code) => done(code ?? 1));
  });
};

/** As `logged`, for tools that must succeed. */
export const mustRun = async (name, command, args, environment = {}) => {
  const { code, log } = await logged(name, command, args, environment);
  if (code === 0) return;
  throw new SetupProblem(
    `\`${command} ${args.join(' ')}\` failed (exit ${code}). What it said (all of it in ${log}):\n${wordsOf(log)}`,
  );
};

/** Whether a quick command exits 0; its output is dropped. */
export const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
