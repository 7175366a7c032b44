/** Makes the shell startable as an unprivileged user, whoever we are and wherever the checkout lies. */
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mirrorFile } from './mirror-file.ts';
import { openToAll } from './open-to-all.ts';
import {
  canExecute,
  canRead,
  giveTo,
  reachableTemporary,
  shellUser,
  type ShellUser,
} from './unprivileged.ts';

export type ShellParts = {
  /** The Electron program, e.g. `findElectron()?.path`. */
  readonly runtime: string;
  /** The built shell, e.g. `dist/electron`. */
  readonly application: string;
  /** The built page, e.g. `dist/renderer`. */
  readonly page: string;
  /** The engine's access file; it need not be there yet. */
  readonly accessFile: string;
};

export type PreparedShell = {
  /** A script to spawn, or to give Playwright as `executablePath`. It sets its own environment. */
  readonly executable: string;
  /** Its first arguments: the application. Others may follow. */
  readonly args: readonly string[];
  readonly user: ShellUser['name'];
  /** Stops the copying and removes everything; call it when the shell has ended. */
  readonly dispose: () => Promise<void>;
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The runtime where the user can run it: where it stands, or a copy (0.2 GB). */
const reachableRuntime = async (
  user: ShellUser,
  runtime: string,
  folder: string,
): Promise<string> => {
  const resources = join(dirname(runtime), 'icudtl.dat');
  if (canExecute(user, runtime) && canRead(user, resources)) return runtime;
  const copy = join(folder, 'runtime');
  await cp(dirname(runtime), copy, { recursive: true });
  await openToAll(copy);
  return join(copy, basename(runtime));
};

const copyFor = async (user: ShellUser, source: string, target: string): Promise<string> => {
  if (user.name === 'self') return source;
  await cp(source, target, { recursive: true });
  await openToAll(target);
  return target;
};

const copyDisplayCookie = async (user: ShellUser, target: string): Promise<string | null> => {
  const cookie = process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority');
  if (user.name === 'self' || !existsSync(cookie)) return null;
  await cp(cookie, target);
  await chmod(target, 0o600);
  await giveTo(user, target);
  return target;
};

export const prepareShell = async (parts: ShellParts): Promise<PreparedShell> => {
  const user = shellUser();
  const folder = await mkdtemp(join(reachableTemporary(user), 'khidma-shell-'));
  await chmod(folder, 0o755);
  const home = join(folder, 'home');
  await mkdir(home, { mode: 0o700 });
  await giveTo(user, home);

  const runtime = await reachableRuntime(user, parts.runtime, folder);
  const application = await copyFor(user, parts.application, join(folder, 'electron'));
  const page = await copyFor(user, parts.page, join(folder, 'renderer'));
  const cookie = await copyDisplayCookie(user, join(home, '.Xauthority'));
  const mirrored = join(home, 'engine-access.json');
  const ownAccess = user.name === 'self';
  const stopMirror = ownAccess ? () => undefined : mirrorFile(parts.accessFile, home, mirrored);

  const environment: Record<string, string> = {
    KHIDMA_ENGINE_ACCESS: ownAccess ? parts.accessFile : mirrored,
    KHIDMA_RENDERER: page,
    ...(ownAccess
      ? {}
      : {
          HOME: home,
          XDG_CONFIG_HOME: home,
          XDG_CACHE_HOME: home,
          XDG_RUNTIME_DIR: home,
          TMPDIR: home,
        }),
    ...(cookie === null ? {} : { XAUTHORITY: cookie }),
  };
  const executable = join(folder, 'shell');
  const start = [...user.prefix, runtime, `--user-data-dir=${join(home, 'data')}`];
  await writeFile(
    executable,
    [
      '#!/bin/sh',
      'unset DBUS_SESSION_BUS_ADDRESS',
      ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`),
      'cd /',
      `exec ${start.map(quoted).join(' ')} "$@"`,
      '',
    ].join('\n'),
    { mode: 0o755 },
  );
  return {
    executable,
    args: [application],
    user: user.name,
    dispose: async () => {
      stopMirror();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
