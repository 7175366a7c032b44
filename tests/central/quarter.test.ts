/** `npm run quarter`, scaled down: interrupted, gone on with, and right to the fils. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { deliveriesOf } from '../../rig/quarter/deliveries.ts';
import {
  DELIVERY_DAYS,
  makePlan,
  NATIONAL_FILS,
  NATIONAL_PAYMENTS,
  worthOf,
} from '../../rig/quarter/plan.ts';
import { startCluster } from '../../rig/quarter/cluster.ts';

const PROGRAM = new URL('../../rig/quarter.ts', import.meta.url).pathname;
const PAYMENTS = 600;
const folder = mkdtempSync(join(tmpdir(), 'khidma-quarter-'));
// PostgreSQL runs as a user of its own where we are root.
chmodSync(folder, 0o755);
const data = join(folder, 'quarter');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [PROGRAM, '--payments', String(PAYMENTS), '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const outputOf = (child: ChildProcess): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.once('close', (code) => {
      resolve({ code, text });
    });
  });

const daysDone = (): number => {
  const path = join(data, 'progress.json');
  if (!existsSync(path)) return 0;
  return (JSON.parse(readFileSync(path, 'utf8')) as { daysDone: number }).daysDone;
};

/** Interrupts the program, as Ctrl-C does, once some days are recorded and many are not. */
const interrupt = (child: ChildProcess): void => {
  const watch = setInterval(() => {
    if (daysDone() < 5) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 20);
};

const last = (text: string): Record<string, unknown> => {
  const line = text.split('\n').findLast((each) => each.startsWith('{')) ?? '{}';
  return JSON.parse(line) as Record<string, unknown>;
};

test('an interrupted quarter goes on where it was and ends with every payment and fils', async () => {
  const first = run();
  interrupt(first);
  const interrupted = await outputOf(first);
  expect(interrupted.code, interrupted.text).toBe(130);
  expect(daysDone()).toBeGreaterThanOrEqual(5);
  expect(daysDone()).toBeLessThan(DELIVERY_DAYS);
  const { code, text } = await outputOf(run());
  expect(text).toContain('Going on after day');
  expect(last(text)).toMatchObject({
    payments: PAYMENTS,
    fils: worthOf(PAYMENTS),
    settledFils: worthOf(PAYMENTS),
    resumed: true,
  });
  expect(code).toBe(0);
}, 60_000);

test('books that hold what nobody submitted fail the command', async () => {
  const cluster = await startCluster(data, { fsync: 'off' });
  const client = new pg.Client({ connectionString: cluster.url('central') });
  await client.connect();
  // A posting without a payment. The days are over and sent already: books and report are made again.
  await client.query(`insert into ledger_transfer select gen_random_uuid(), line_id, kind,
    received_on + 20, paid_on, kiosk_id, service_id, channel, debit_account, credit_account,
    amount_fils, recorded_at_ms from ledger_transfer limit 1`);
  await client.end();
  await cluster.stop();
  const progress = join(data, 'progress.json');
  const done = JSON.parse(readFileSync(progress, 'utf8')) as object;
  writeFileSync(progress, JSON.stringify({ ...done, finished: false }));
  const { code, text } = await outputOf(run());
  expect(text).toContain('doesNotBalance');
  expect(code).not.toBe(0);
}, 60_000);

test('the whole quarter is 611,808 payments worth exactly BD 159,154,326.000, each delivered once', () => {
  const plan = makePlan('2026-3', NATIONAL_PAYMENTS);
  expect(plan.amountFils.reduce((sum, fils) => sum + fils, 0)).toBe(NATIONAL_FILS);
  expect(Math.min(...[0, 1, 2].map((i) => plan.amountFils[i] ?? 0))).toBeGreaterThan(0);
  expect(new Set(plan.kiosk).size).toBe(1_000);
  expect(new Set(plan.service).size).toBe(16);
  expect(new Set(plan.day).size).toBe(90);
  expect(plan.delivery.every((delivery, i) => delivery >= (plan.day[i] ?? 0))).toBe(true);
  const seen = new Uint8Array(NATIONAL_PAYMENTS);
  for (const sender of [0, 1]) {
    const on = deliveriesOf(plan, sender, 2);
    for (let day = 0; day < DELIVERY_DAYS; day++)
      for (const { payments } of on(day)) for (const i of payments) seen[i] = (seen[i] ?? 0) + 1;
  }
  expect(seen.every((times) => times === 1)).toBe(true);
});
