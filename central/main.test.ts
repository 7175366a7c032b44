import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../contract/clock.ts';
import { paymentOf } from './testing/documents.ts';
import { makeKiosk } from './testing/kiosk-client.ts';

const MAIN = new URL('main.ts', import.meta.url).pathname;
let folder: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-main-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const launch = (args: readonly string[], env: Record<string, string> = {}): ChildProcess => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
};

const ended = async (child: ChildProcess): Promise<{ code: number | null; said: string }> => {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
};

type Ready = { ready: true; url: string; catalogueKey: string };
const ready = (child: ChildProcess): Promise<Ready> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('unreachable');
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(JSON.parse(line) as Ready);
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with ${String(code)}`));
    });
  });

test('a payment and the catalogue key outlive a restart; a second process is kept out', async () => {
  const kiosk = makeKiosk('kiosk-1', '', systemClock);
  const args = ['--port', '0', '--data', folder, '--kiosk', `kiosk-1=${kiosk.publicKey}`];
  const { document } = paymentOf('kiosk-1', [
    { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 },
  ]);
  const body = JSON.stringify(kiosk.signDocument(document));
  const send = async (base: string): Promise<{ status: number; text: string }> => {
    const url = `${base}/v1/payments/${document.paymentId}`;
    const headers = await kiosk.headers('PUT', url, body);
    const response = await fetch(url, { method: 'PUT', headers, body });
    return { status: response.status, text: await response.text() };
  };

  const first = launch(args);
  const { url, catalogueKey } = await ready(first);
  const posted = await send(url);
  expect(posted.status).toBe(201);
  const second = await ended(launch(args));
  expect(second).toMatchObject({ code: 78 });
  expect(second.said).toContain('Another central service is using this data folder');
  first.kill('SIGTERM');
  expect((await ended(first)).code).toBe(0);

  const again = launch(args);
  const after = await ready(again);
  expect(after.catalogueKey).toBe(catalogueKey);
  expect(await send(after.url)).toEqual({ status: 200, text: posted.text });
  again.kill('SIGINT');
  expect((await ended(again)).code).toBe(0);
}, 60_000);

test.each<[string, readonly string[], Record<string, string>]>([
  ['--production', ['--production'], {}],
  ['NODE_ENV=production', [], { NODE_ENV: 'production' }],
])('%s refuses the embedded database', async (_name, args, env) => {
  const refused = await ended(launch(['--port', '0', '--data', folder, ...args], env));
  expect(refused.code).toBe(78);
  expect(refused.said).toMatch(/PGlite.*DATABASE_URL/u);
});

test.each<[readonly string[], RegExp]>([
  [['--data', 'x'], /--port: found nothing/u],
  [['--port', '70000', '--data', 'x'], /--port: found "70000"/u],
  [['--port', '0'], /--data: found nothing/u],
  [['--port', '0', '--data', 'x', '--kiosk', 'k1=short'], /--kiosk: found "k1=short"/u],
  [['--port', '0', '--data', 'x', '--public-origin', 'ftp://x'], /--public-origin: found "ftp:/u],
  [['--port', '0', '--data', 'x', '--surprise'], /surprise/u],
])('the command line %j is refused with what was found', async (args, said) => {
  const refused = await ended(launch(args));
  expect(refused.code).toBe(78);
  expect(refused.said).toMatch(said);
});

test('a data folder that cannot be made is said plainly, without a stack', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const failed = await ended(launch(['--port', '0', '--data', file]));
  expect(failed.code).toBe(1);
  expect(failed.said).toMatch(/^central: could not start: .*EEXIST/u);
  expect(failed.said).not.toContain('    at ');
});
