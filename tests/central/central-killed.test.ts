/** One central alone on PostgreSQL, killed again and again while kiosks submit: none lost, none twice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables, Database } from '../../central/database/schema.ts';
import { ledgerTotals } from '../../central/ledger/totals.ts';
import { paymentOf } from '../../central/testing/documents.ts';
import { type KioskClient, makeKiosk } from '../../central/testing/kiosk-client.ts';
import { systemClock } from '../../contract/clock.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

const MAIN = new URL('../../central/main.ts', import.meta.url).pathname;
const KIOSKS = 6;
const PAYMENTS = 60;
const KILLS = 5;

let postgres: PrivatePostgres;
let folder: string;
let db: Database;
let central: ChildProcess | null = null;

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'khidma-killed-'));
}, 120_000);
afterAll(async () => {
  central?.kill('SIGKILL');
  await db.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (databaseUrl: string, port: string, kiosks: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, [MAIN, '--port', port, '--data', folder, ...kiosks], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  central = child;
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with ${String(code)}`));
    });
  });
};

const kill = async (): Promise<void> => {
  const child = central;
  if (child === null) throw new Error('nothing to kill');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
};

/** Sends one payment until it is answered, as a kiosk does; the answer. */
const submit = async (kiosk: KioskClient, document: PaymentDocument): Promise<string> => {
  const signed = kiosk.signDocument(document);
  for (;;) {
    const reply = await kiosk
      .call('PUT', `/v1/payments/${document.paymentId}`, signed)
      .catch(() => null);
    if (reply?.status === 200 || reply?.status === 201) return reply.text;
    await new Promise(setImmediate);
  }
};

test('killed and started again under submissions, central loses nothing and records nothing twice', async () => {
  const databaseUrl = await postgres.createDatabase('killed');
  db = new Kysely<CentralTables>({ dialect: postgresDialect(databaseUrl, () => undefined) });
  const url = await start(databaseUrl, '0', []);
  const kiosks = Array.from({ length: KIOSKS }, (_, i) =>
    makeKiosk(`killed-${String(i)}`, url, systemClock),
  );
  const enrolled = kiosks.flatMap((k) => ['--kiosk', `${k.kioskId}=${k.publicKey}`]);
  const again = (): Promise<string> => start(databaseUrl, new URL(url).port, enrolled);
  await kill();
  await again();

  const before = await ledgerTotals(db);
  const drafts = kiosks.map(({ kioskId }, k) =>
    Array.from(
      { length: PAYMENTS },
      (_, i) =>
        // Nobody knows these bills: each is recorded once, refused, and owed back to the payer.
        paymentOf(kioskId, [
          { billId: `K-${String(k)}-${String(i)}`, reference: '10000001', amountFils: 1_000 + i },
        ]).document,
    ),
  );
  let answered = 0;
  let kills = 0;
  let restarting: Promise<unknown> = Promise.resolve();
  const answers = new Map<string, string>();
  const dieNow = async (): Promise<void> => {
    await kill();
    await again();
  };
  await Promise.all(
    kiosks.map(async (kiosk, index) => {
      for (const document of drafts[index] ?? []) {
        answers.set(document.paymentId, await submit(kiosk, document));
        answered += 1;
        if (answered % Math.floor((KIOSKS * PAYMENTS) / (KILLS + 1)) !== 0 || kills >= KILLS)
          continue;
        kills += 1;
        // With the other kiosks' requests on their way.
        restarting = restarting.then(dieNow);
      }
    }),
  );
  await restarting;
  expect(kills).toBe(KILLS);

  const documents = drafts.flat();
  const after = await ledgerTotals(db);
  expect(after.payments).toEqual({
    count: before.payments.count + documents.length,
    fils: before.payments.fils + documents.reduce((sum, { totalFils }) => sum + totalFils, 0),
  });
  expect(after.sumFils).toBe(0);
  for (const [index, kiosk] of kiosks.entries())
    for (const document of drafts[index] ?? [])
      expect(await submit(kiosk, document)).toBe(answers.get(document.paymentId));
}, 90_000);
