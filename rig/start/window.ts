/** The kiosk's window: the Electron shell, brought back a few times where it dies. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from '../../scripts/setup/electron-runtime.mjs';
import { prepareShell, type PreparedShell } from '../../scripts/shell/prepare-shell.ts';
import { boundCommand } from '../processes/bound-command.ts';
import type { RigPaths } from '../processes/paths.ts';
import { PAGE_FOLDER } from '../ui-server.ts';

const SHELL_FOLDER = join(import.meta.dirname, '../../dist/electron');
const RESTARTS = 3;

export type ShellFound = { readonly runtime: string } | { readonly missing: string };

/** A runtime for the built shell, or in words what is missing. */
export const findShell = (): ShellFound => {
  if (!existsSync(join(SHELL_FOLDER, 'main.cjs')))
    return { missing: 'the shell has not been built' };
  const runtime = findElectron();
  return runtime === null
    ? { missing: 'no Electron runtime was found' }
    : { runtime: runtime.path };
};

/** The same, where a window can be seen. */
export const findWindow = (): ShellFound => {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!DISPLAY && !WAYLAND_DISPLAY) return { missing: 'this machine has no display' };
  return findShell();
};

/** The shell for this rig, ready to be started as a user whom Chromium's sandbox holds for. */
export const shellFor = (runtime: string, paths: RigPaths): Promise<PreparedShell> =>
  prepareShell({
    runtime,
    application: SHELL_FOLDER,
    page: PAGE_FOLDER,
    accessFile: paths.engineAccess,
  });

export type Window = {
  /** The exit code with which the shell ended for good. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Opens the window; its log is `logs/shell.log`. */
export const openWindow = async (runtime: string, paths: RigPaths): Promise<Window> => {
  const shell = await shellFor(runtime, paths);
  const log = openSync(join(paths.logs, 'shell.log'), 'a', 0o600);
  const ended = Promise.withResolvers<number>();
  let left = RESTARTS;
  let stopping = false;
  let child: ChildProcess | null = null;
  const launch = (): void => {
    const [command, args] = boundCommand([shell.executable, ...shell.args]);
    child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] });
    child.once('error', () => ended.resolve(1));
    child.once('exit', (code) => {
      if (stopping || code === 0 || left === 0) ended.resolve(code ?? 1);
      else {
        left -= 1;
        launch();
      }
    });
  };
  launch();
  return {
    ended: ended.promise,
    stop: async () => {
      stopping = true;
      child?.kill('SIGTERM');
      await ended.promise;
      closeSync(log);
      await shell.dispose();
    },
  };
};
