import { spawn } from 'node:child_process';

const LONGEST_MS = 30_000;

/**
 * Runs the command that restarts this machine, as the configuration names it; whether it took it. The
 * engine itself has no right to do so: the machine's own policy lets this one command pass.
 */
export const machineRestarter =
  (command: readonly [string, ...string[]]): (() => Promise<boolean>) =>
  () =>
    new Promise((resolve) => {
      const [program, ...args] = command;
      const child = spawn(program, args, { stdio: 'ignore', timeout: LONGEST_MS });
      child.once('error', () => {
        resolve(false);
      });
      child.once('exit', (code) => {
        resolve(code === 0);
      });
    });
