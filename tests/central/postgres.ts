/** A PostgreSQL of the test's own: a fresh cluster in a temporary folder, reached by Unix socket only. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export type PrivatePostgres = {
  /** Makes an empty database and gives its connection URL. */
  readonly createDatabase: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const DEBIAN_VERSIONS = '/usr/lib/postgresql';
const SUPERUSER = 'khidma';
const READY = 'database system is ready to accept connections';

/** Starts a cluster; as an unprivileged user where we are root, since PostgreSQL refuses root. */
export const startPostgres = async (): Promise<PrivatePostgres> => {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), 'khidma-pg-'));
  const user = unprivileged();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  // English messages whatever the machine speaks: the ready line is read from them.
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  const asUser = { env, cwd: folder, ...(user ?? {}) };
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--no-sync'],
    { ...asUser, stdio: 'pipe' },
  );
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: '60',
  };
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(server);
  const url = (database: string): string =>
    `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(folder)}`;
  return {
    createDatabase: async (name) => {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database ${pg.escapeIdentifier(name)}`);
      await client.end();
      return url(name);
    },
    stop: async () => {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const programs = (): string => {
  const newest = existsSync(DEBIAN_VERSIONS)
    ? readdirSync(DEBIAN_VERSIONS).sort((a, b) => Number(b) - Number(a))[0]
    : undefined;
  if (newest === undefined)
    throw new Error(`no PostgreSQL in ${DEBIAN_VERSIONS}: apt-get install postgresql`);
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
      said.push(line);
      if (line.includes(READY)) resolve();
    });
    server.once('exit', () => {
      reject(new Error(`PostgreSQL ended at once:\n${said.join('\n')}`));
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
