import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKiosk } from '../../central/testing/kiosk-client.ts';
import { systemClock } from '../../contract/clock.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

const MAIN = new URL('../../central/main.ts', import.meta.url).pathname;
let postgres: PrivatePostgres;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'khidma-production-'));
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const launch = (databaseUrl: string, args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--data', folder, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  return child;
};

const readyUrl = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('unreachable');
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with ${String(code)}`));
    });
  });

const stopped = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

test('two production processes share one PostgreSQL, made at their first start, without demo data', async () => {
  const databaseUrl = await postgres.createDatabase('production');
  const kiosk = makeKiosk('kiosk-1', '', systemClock);
  const args = ['--production', '--kiosk', `kiosk-1=${kiosk.publicKey}`];
  const processes = [launch(databaseUrl, args), launch(databaseUrl, args)];
  const urls = await Promise.all(processes.map(readyUrl));
  const body = JSON.stringify({ serviceId: 'ewa', reference: '12345678' });
  for (const base of urls) {
    const url = `${base}/v1/bills/search`;
    const headers = await kiosk.headers('POST', url, body);
    const reply = await fetch(url, { method: 'POST', headers, body });
    expect(await reply.json()).toMatchObject({ status: 404, code: 'unknownReference' });
  }
  expect(await Promise.all(processes.map(stopped))).toEqual([0, 0]);
}, 60_000);
