/** A Redis of our own: reached by a Unix socket in one folder, every write synced before its answer. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { boundCommand } from '../processes/bound-command.ts';
import { RigError } from '../processes/rig-error.ts';

export type RedisServer = { readonly socket: string; readonly stop: () => Promise<void> };

const READY = 'ready to accept connections';
const ENV = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };

/** It ends when this process does. */
export const startRedis = async (folder: string): Promise<RedisServer> => {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, 'redis.sock');
  const [command, args] = boundCommand([
    'redis-server',
    ...['--port', '0', '--unixsocket', socket, '--dir', folder, '--daemonize', 'no'],
    ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
  ]);
  const server = spawn(command, args, {
    env: ENV,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await ready(server);
  return { socket, stop: () => ended(server) };
};

const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    if (server.stdout === null) throw new Error('unreachable');
    const said: string[] = [];
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (said.length < 50) said.push(line);
      if (line.includes(READY)) resolve();
    });
    const failed = (): void => {
      reject(new RigError(`no Redis (apt-get install redis-server):\n${said.join('\n')}`));
    };
    server.once('error', failed);
    server.once('exit', failed);
  });

const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    server.once('exit', () => {
      resolve();
    });
    server.kill('SIGTERM');
  });
