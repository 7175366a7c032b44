/** The command line that operators look for lines with. */
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../central/database/schema.ts';
import { linesOf } from '../../central/telemetry/read-request.ts';
import { storeBatch } from '../../central/telemetry/store.ts';
import { newPaymentId } from '../../central/testing/documents.ts';
import { logsRequest, type SampleLine } from '../../central/testing/health-lines.ts';
import { openDatabase } from '../../rig/quarter/prepare.ts';
import { migrate } from '../../central/database/migrate.ts';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';

const run = promisify(execFile);
let postgres: PrivatePostgres;
let url: string;
let db: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('khidma');
  db = openDatabase(url);
  await migrate(db);
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await postgres.stop();
}, 60_000);

let batch = 0;
const tell = (kioskId: string, nowMs: number, ...lines: SampleLine[]) => {
  const believing = { nowMs, keepDays: 30 };
  return storeBatch(
    db,
    {
      kioskId,
      buffer: 'a'.repeat(16),
      batch: ++batch,
      signal: 'logs',
      lines: linesOf(logsRequest(lines, nowMs), believing),
      spans: [],
      metrics: [],
      forward: null,
    },
    nowMs,
  );
};
const search = async (...args: string[]): Promise<{ code: number; text: string }> => {
  try {
    const env = { ...process.env, DATABASE_URL: url };
    const { stdout } = await run(process.execPath, ['central/search-logs.ts', ...args], { env });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, text: stderr };
  }
};

test('why a kiosk stopped at 14:05 yesterday', async () => {
  const at = Date.parse('2026-11-22T14:05:07.123+03:00');
  const paymentId = newPaymentId();
  await tell('kiosk-17', at, {
    event: 'device.away',
    device: 'printer',
    level: 13,
    state: 'powerOff',
  });
  await tell('kiosk-17', at + 60_000, { event: 'payment.inDoubt', level: 13, paymentId });
  await tell('kiosk-18', at, { event: 'device.away', device: 'printer', level: 13 });
  const range = ['--from', '2026-11-22T14:00', '--to', '2026-11-22T14:10'];
  expect(await search('--kiosk', 'kiosk-17', '--device', 'printer', ...range)).toEqual({
    code: 0,
    text: '2026-11-22 14:05:07.123  warn   kiosk-17  device.away  printer  state=powerOff\n',
  });
  const { text } = await search('--payment', paymentId, '--json', ...range);
  expect(JSON.parse(text)).toMatchObject({ event: 'payment.inDoubt', paymentId });
  expect((await search('--text', 'away', '--limit', '1', ...range)).text.split('\n')).toHaveLength(
    2,
  );
  expect((await search('--text', 'nothing', ...range)).text).toBe('');
});

test('what arrives from now on, until it is interrupted', async () => {
  const env = { ...process.env, DATABASE_URL: url };
  const args = ['central/search-logs.ts', '--follow', '--kiosk', 'kiosk-9'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const first = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  let said: string | null = null;
  void first.then((line) => (said = line));
  // It does not say when it begins to look.
  while (said === null) {
    await tell('kiosk-9', Date.now(), { event: 'device.state', device: 'scanner' });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(said).toContain('kiosk-9  device.state  scanner');
  child.kill('SIGTERM');
  await gone;
});

test.each([
  ['--level', 'loud'],
  ['--since', 'yesterday'],
  ['--from', '14:05'],
  ['--payment', '1'],
  ['--limit', '0'],
])('%s %s is refused with what was found', async (...args) => {
  const { code, text } = await search(...args);
  expect(code).toBe(64);
  expect(text).toContain(`${args[0]}: found "${args[1]}"`);
});
