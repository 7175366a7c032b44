/** A PostgreSQL of our own: a cluster in one folder, reached by Unix socket only. */
import {
  type ChildProcess,
  execFileSync,
  spawn,
  spawnSync,
  type SpawnSyncOptions,
} from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { boundCommand } from '../processes/bound-command.ts';
import { RigError } from '../processes/rig-error.ts';

export type Cluster = {
  /** The connection URL of a database. */
  readonly url: (database: string) => string;
  readonly createDatabase: (name: string) => Promise<string>;
  /** Runs one of PostgreSQL's own programs against the cluster; gives its output. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const DEBIAN_VERSIONS = '/usr/lib/postgresql';
const SUPERUSER = 'khidma';
const READY = 'database system is ready to accept connections';

/**
 * Starts the cluster in `folder`, which is made where it is not there yet; as an unprivileged user
 * where we are root, since PostgreSQL refuses root. It ends when this process does.
 */
export const startCluster = async (
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Cluster> => {
  const bin = programs();
  const user = unprivileged();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (user !== null) chownSync(folder, user.uid, user.gid);
  // English messages whatever the machine speaks: the ready line is read from them.
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  const asUser = { env, cwd: folder, ...(user ?? {}) };
  const data = join(folder, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(join(bin, 'initdb'), data, asUser);
  const given = { listen_addresses: '', unix_socket_directories: folder, ...settings };
  const [command, args] = boundCommand([
    join(bin, 'postgres'),
    ...['-D', data],
    ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const server = spawn(command, args, {
    ...asUser,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await ready(server);
  const url = (database: string): string =>
    `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(folder)}`;
  return {
    url,
    createDatabase: async (name) => {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database ${pg.escapeIdentifier(name)}`);
      await client.end();
      return url(name);
    },
    run: (program, programArgs) =>
      output(spawn(join(bin, program), ['-h', folder, '-U', SUPERUSER, ...programArgs], asUser)),
    stop: () => ended(server),
  };
};

/** PostgreSQL's own words where it cannot: as a rule its user may not enter the folder. */
const initialise = (initdb: string, data: string, asUser: SpawnSyncOptions): void => {
  const args = ['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--no-sync'];
  const made = spawnSync(initdb, args, { ...asUser, stdio: 'pipe', encoding: 'utf8' });
  if (made.status !== 0) throw new RigError(`PostgreSQL could not be set up:\n${made.stderr}`);
};

const programs = (): string => {
  const newest = existsSync(DEBIAN_VERSIONS)
    ? readdirSync(DEBIAN_VERSIONS).sort((a, b) => Number(b) - Number(a))[0]
    : undefined;
  if (newest === undefined)
    throw new RigError(`no PostgreSQL in ${DEBIAN_VERSIONS}: apt-get install postgresql`);
  return join(DEBIAN_VERSIONS, newest, 'bin');
};

const unprivileged = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const id = (what: '-u' | '-g'): number =>
    Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    if (server.stderr === null) throw new Error('unreachable');
    const said: string[] = [];
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (said.length < 50) said.push(line);
      if (line.includes(READY)) resolve();
    });
    server.once('exit', () => {
      reject(new Error(`PostgreSQL ended at once:\n${said.join('\n')}`));
    });
  });

const output = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(parts.join(''));
      else reject(new Error(parts.join('')));
    });
  });

/** A fast shutdown (SIGINT): open connections are cut, the data is left whole. */
const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    server.once('exit', () => {
      resolve();
    });
    server.kill('SIGINT');
  });
