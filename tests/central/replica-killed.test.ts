/** Two replicas behind one address on PostgreSQL; one is killed under load. Nothing lost or doubled. */
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
import type { PaymentBatchResponse } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

const MAIN = new URL('../../central/main.ts', import.meta.url).pathname;
const KIOSKS = 12;
const BATCHES = 12;
const IN_A_BATCH = 20;

let postgres: PrivatePostgres;
let folder: string;
let db: Database;
const running: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'khidma-replicas-'));
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await db.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Replica = { readonly url: string; readonly child: ChildProcess };

const launch = (databaseUrl: string, port: string, kiosks: readonly string[]): Promise<Replica> => {
  const args = ['--port', port, '--data', folder, '--share-port', ...kiosks];
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ child, url: (JSON.parse(line) as { url: string }).url });
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with ${String(code)}`));
    });
  });
};

/** As many payments of as many bills, all of them due in full. */
const draftPayments = async (kioskId: string, from: number): Promise<PaymentDocument[]> => {
  const bills = Array.from({ length: BATCHES * IN_A_BATCH }, (_, i) => ({
    billId: `LOAD-${String(from + i)}`,
    reference: String(20_000_000 + from + i),
    amountFils: 1_000 + from + i,
  }));
  const texts = { title_ar: 'ا', title_en: 'a', detail_ar: 'ا', detail_en: 'a' };
  await db
    .insertInto('bill')
    .values(
      bills.map(({ billId, reference, amountFils }) => ({
        ...texts,
        bill_id: billId,
        service_id: 'ewa',
        reference,
        amount_fils: amountFils,
        due_date: '2026-12-01',
      })),
    )
    .execute();
  return bills.map((bill) => paymentOf(kioskId, [bill]).document);
};

/** Sends one batch until it is answered, as a kiosk does. */
const submit = async (
  kiosk: KioskClient,
  documents: readonly PaymentDocument[],
): Promise<PaymentBatchResponse> => {
  const payments = documents.map((document) => ({
    paymentId: document.paymentId,
    ...kiosk.signDocument(document),
  }));
  for (;;) {
    const reply = await kiosk.call('POST', '/v1/payments/batch', { payments }).catch(() => null);
    if (reply?.status === 200) return reply.json as PaymentBatchResponse;
  }
};

test('a replica killed under load loses no payment and records none twice', async () => {
  const databaseUrl = await postgres.createDatabase('replicas');
  db = new Kysely<CentralTables>({ dialect: postgresDialect(databaseUrl, () => undefined) });
  const first = await launch(databaseUrl, '0', []);
  const kiosks = Array.from({ length: KIOSKS }, (_, i) =>
    makeKiosk(`kiosk-${String(i)}`, first.url, systemClock),
  );
  const enrolled = kiosks.flatMap((k) => ['--kiosk', `${k.kioskId}=${k.publicKey}`]);
  const second = await launch(databaseUrl, new URL(first.url).port, enrolled);
  expect(second.url).toBe(first.url);

  const drafts = await Promise.all(
    kiosks.map((kiosk, i) => draftPayments(kiosk.kioskId, i * BATCHES * IN_A_BATCH)),
  );
  const before = await ledgerTotals(db);
  let answered = 0;
  const outcomes = new Map<string, string>();
  await Promise.all(
    kiosks.map(async (kiosk, index) => {
      for (let at = 0; at < BATCHES; at++) {
        const batch = drafts[index]?.slice(at * IN_A_BATCH, (at + 1) * IN_A_BATCH) ?? [];
        const { results } = await submit(kiosk, batch);
        for (const result of results) outcomes.set(result.paymentId, JSON.stringify(result));
        answered += 1;
        // In the middle of it, with requests of the other kiosks on their way.
        if (answered === (KIOSKS * BATCHES) / 2) second.child.kill('SIGKILL');
      }
    }),
  );
  expect(second.child.signalCode ?? 'running').toBe('SIGKILL');

  const documents = drafts.flat();
  const fils = documents.reduce((sum, { totalFils }) => sum + totalFils, 0);
  const after = await ledgerTotals(db);
  expect(after.payments).toEqual({
    count: before.payments.count + documents.length,
    fils: before.payments.fils + fils,
  });
  expect(-(after.accounts['ministryPayable:ewa'] ?? 0)).toBe(fils);
  expect(after.sumFils).toBe(0);
  expect(after.accounts['refundsDue'] ?? 0).toBe(0);
  expect(outcomes.size).toBe(documents.length);
  // What was answered then is what is answered now, by the replica that is left.
  for (const [index, kiosk] of kiosks.entries()) {
    const batch = drafts[index]?.slice(0, IN_A_BATCH) ?? [];
    for (const result of (await submit(kiosk, batch)).results)
      expect({ ...result, first: null }).toEqual({
        ...(JSON.parse(outcomes.get(result.paymentId) ?? '{}') as object),
        first: null,
      });
  }
}, 60_000);
