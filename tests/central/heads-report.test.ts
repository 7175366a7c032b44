/** The command that says what the loss of both of a kiosk's copies can cost, on a real PostgreSQL. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresDialect } from '../../central/database/postgres.ts';
import { paymentOf } from '../../central/testing/documents.ts';
import { startTestCentral, type TestCentral } from '../../central/testing/test-central.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

const REPORT = new URL('../../central/heads/report.ts', import.meta.url).pathname;
const run = promisify(execFile);
let postgres: PrivatePostgres;
let central: TestCentral;
let url: string;

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('heads');
  central = await startTestCentral(
    postgresDialect(url, () => undefined),
    120,
  );
}, 120_000);
afterAll(async () => {
  await central.stop();
  await postgres.stop();
});

const report = async (...args: readonly string[]): Promise<readonly string[]> => {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: url };
  const { stdout } = await run(process.execPath, [REPORT, ...args], { env });
  return stdout.trimEnd().split('\n');
};

test('what was open at the last head, and what was recorded since', async () => {
  for (const [id, seq] of [
    ['KSK-1', 10],
    ['KSK-1', 30],
    ['KSK-2', 5],
  ] as const) {
    const kiosk = await central.kiosk(id);
    const head = {
      generation: 1,
      seq,
      hash: 'a'.repeat(64),
      at: '2026-11-22T10:00:00.000Z',
      exposureFils: 1_000 * seq,
      exposureCount: seq,
    };
    expect((await kiosk.call('PUT', '/v1/kiosks/heads', head)).status).toBe(200);
  }
  const kiosk = await central.kiosk('KSK-1');
  const { document } = paymentOf('KSK-1', [
    {
      lineId: 1,
      serviceId: 'zakat',
      reference: '1',
      billId: 'zakat-1',
      amountFils: 7_500,
    } as never,
  ]);
  const path = `/v1/payments/${document.paymentId}`;
  expect((await kiosk.call('PUT', path, kiosk.signDocument(document))).status).toBe(201);

  const [heading, ...lines] = await report();
  expect(heading).toContain('open then');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^KSK-1 \| 1\/30 \| \S+ \|\s+30\.000\s+30 \|\s+7\.500\s+1$/u);
  expect(lines[1]).toMatch(/^KSK-2 \| 1\/5 \| \S+ \|\s+5\.000\s+5 \|\s+0\.000\s+0$/u);
  expect((await report('--kiosk', 'KSK-2')).slice(1)).toEqual([lines[1]]);
  expect((await report('--kiosk', 'KSK-9')).slice(1)).toEqual([]);
}, 60_000);
