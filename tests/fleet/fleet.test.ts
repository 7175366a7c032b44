/** `npm run fleet` as a whole: what its kiosks say of their payments is what central's books say. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { withTables } from '../../central/database/open.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import { filsDigits, type Fils } from '../../contract/money.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { openDesk } from '../console/desk.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { eventually } from '../payments/kiosk.ts';

vi.setConfig({ testTimeout: 180_000 });
const KIOSKS = 24;
const KIOSKS_ASKED = ['KSK-0002', 'KSK-0004', 'KSK-0006', 'KSK-0010'];
const folder = temporaryFolder();
afterAll(folder.remove);

test('every kiosk reports, with its past; every payment is posted once, to the fils', async () => {
  await withPreparedCentral(folder.path);
  const args = ['--kiosks', String(KIOSKS), '--data', folder.path];
  const fleet = spawn(
    process.execPath,
    ['rig/fleet.ts', ...args, '--payments', '600', '--mishap-minutes', '1'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  fleet.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => fleet.once('close', resolve));

  const log = join(folder.path, 'logs', 'central.log');
  const answered = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []);
  await eventually(
    () => Promise.resolve(answered()),
    (lines) => {
      const of = (route: string): string[] => lines.filter((line) => line.includes(route));
      const reporting = of('PUT /v1/kiosks/status').map((line) => /KSK-\d+/u.exec(line)?.[0]);
      const posted = of('PUT /v1/payments').filter((line) => line.includes('"status":201'));
      return new Set(reporting).size === KIOSKS && posted.length >= 20;
    },
  );
  const desk = openDesk(/http:\/\/127\.0\.0\.1:\d+/u.exec(said)?.[0] ?? '');
  await desk.signIn('demo-operator');
  const acts = KIOSKS_ASKED.map((kiosk) => `/console/api/kiosks/${kiosk}/acts`);
  for (const path of acts)
    expect((await desk.post(path, { act: 'lock', because: 'tried' })).status).toBe(204);
  // A line may be cut just now, and one kiosk never speaks: one that obeyed is enough.
  const answers = async (): Promise<string> =>
    (await Promise.all(acts.map((path) => desk.get(path)))).map(({ text }) => text).join();
  await expect.poll(answers, { timeout: 90_000, interval: 500 }).toContain('"state":"done"');
  fleet.kill('SIGTERM');
  expect(await ended).toBe(143);

  const db = await withTables(pgliteDialect(join(folder.path, 'central', 'database')));
  const payments = await db
    .selectFrom('payment')
    .where('kiosk_id', 'like', 'KSK-%')
    .select((e) => [e.fn.countAll<string>().as('count'), e.fn.sum<string>('total_fils').as('fils')])
    .executeTakeFirstOrThrow();
  const past = await db
    .selectFrom('fleet_change')
    .where('at_ms', '<', Date.now() - 3_600_000)
    .select((e) => e.fn.count<string>('kiosk_id').distinct().as('kiosks'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  expect(Number(past.kiosks)).toBeGreaterThan(KIOSKS / 2);
  const total = `BHD ${filsDigits(Number(payments.fils) as Fils)}`;
  expect(said.trim().split('\n').at(-1)).toContain(
    `${payments.count} payments charged (${total}), ${payments.count} posted (${total}), 0 refused, 0 waiting`,
  );
});
