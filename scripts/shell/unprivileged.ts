import { spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Debian's `nobody`: owns nothing, may nothing. Chromium's sandbox is off for root. */
const NOBODY = 65_534;

/** Who the shell runs as: ourselves, or `nobody` where we are root. */
export type ShellUser = {
  readonly name: 'self' | 'nobody';
  /** What to put before a command so that it runs as this user. */
  readonly prefix: readonly string[];
};

export const shellUser = (): ShellUser =>
  process.getuid?.() === 0
    ? {
        name: 'nobody',
        prefix: [
          'setpriv',
          `--reuid=${NOBODY}`,
          `--regid=${NOBODY}`,
          '--clear-groups',
          '--inh-caps=-all',
          '--no-new-privs',
          // Set after the change of user, at which the kernel forgets what the parent asked for.
          '--pdeathsig=TERM',
        ],
      }
    : { name: 'self', prefix: [] };

/** Gives a file or folder to the user; nothing to do where that is ourselves. */
export const giveTo = async (user: ShellUser, path: string): Promise<void> => {
  if (user.name === 'nobody') await chown(path, NOBODY, NOBODY);
};

const passes = (user: ShellUser, flag: string, path: string): boolean => {
  const [command, ...args] = [...user.prefix, 'test', flag, path];
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
};

export const canRead = (user: ShellUser, path: string): boolean => passes(user, '-r', path);
export const canExecute = (user: ShellUser, path: string): boolean => passes(user, '-x', path);

/** A folder for temporary folders that the user can reach; root's own may be closed to it. */
export const reachableTemporary = (user: ShellUser): string =>
  [tmpdir(), '/tmp', '/var/tmp'].find((path) => canExecute(user, path)) ?? tmpdir();
