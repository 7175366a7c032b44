/** A database made and used by the release before, brought up to this one without losing anything. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../central/database/migrate.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables } from '../../central/database/schema.ts';
import { keyIdOf } from '../../central/identity/ed25519.ts';
import { ledgerTotals } from '../../central/ledger/totals.ts';
import { paymentOf, reversalOf } from '../../central/testing/documents.ts';
import { type KioskClient, makeKiosk } from '../../central/testing/kiosk-client.ts';
import { handClock } from '../../central/testing/hand-clock.ts';
import {
  startTestCentral,
  TEST_START_MS,
  type TestCentral,
} from '../../central/testing/test-central.ts';
import type { PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

/** New Year's Eve in UTC, the first of January in Bahrain. */
const RECEIVED_MS = Date.UTC(2025, 11, 31, 22, 30);
const REFUNDED_MS = Date.UTC(2026, 1, 3, 8, 0);

let postgres: PrivatePostgres;
const folder = mkdtempSync(join(tmpdir(), 'khidma-last-year-'));
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stub = makeKiosk('kiosk-9', '', handClock(TEST_START_MS));
const lines = [
  { billId: 'EWA-2510-12345678', reference: '12345678', amountFils: 5_000 },
  { billId: 'EWA-2510-00000000', reference: '00000000', amountFils: 7_001 },
];
const { document, slipCode } = paymentOf('kiosk-9', lines);
const paid: PaymentDocument = { ...document, authorisedAt: '2025-12-30T22:00:00.000Z' };
const signed = stub.signDocument(paid);
const outcome = JSON.stringify({
  paymentId: paid.paymentId,
  recordedAt: new Date(RECEIVED_MS).toISOString(),
  lines: [
    { lineId: 1, status: 'posted', postingNumber: 'EWA-000000000001' },
    { lineId: 2, status: 'refused', reason: 'unknownBill' },
  ],
});
const refund = stub.signDocument(reversalOf(paid, 'refund', [2]));
const refundOutcome = JSON.stringify({
  paymentId: paid.paymentId,
  status: 'refunded',
  amountFils: 7_001,
});

/** What the release before would have written, in its own tables. */
const useLastYear = async (dialect: Dialect): Promise<void> => {
  const db = new Kysely<CentralTables>({ dialect });
  await migrate(db, '0001-first-tables');
  const id = paid.paymentId;
  const hash = createHash('sha256').update(slipCode).digest('hex');
  await sql`insert into kiosk values ('kiosk-9', ${stub.publicKey}, 1)`.execute(db);
  await sql`insert into kiosk_key values ('kiosk-9', ${keyIdOf(stub.publicKey)}, ${stub.publicKey})`.execute(
    db,
  );
  await sql`insert into payment values (${id}, 'kiosk-9', ${signed.document}, ${signed.signature},
    12001, ${hash}, ${RECEIVED_MS}::bigint)`.execute(db);
  await sql`insert into payment_outcome values (${id}, ${outcome})`.execute(db);
  await sql`insert into payment_line values
    (${id}, 1, 'ewa', 'EWA-2510-12345678', 5000, 'posted', null, 'EWA-000000000001'),
    (${id}, 2, 'ewa', 'EWA-2510-00000000', 7001, 'refused', 'unknownBill', null)`.execute(db);
  await sql`insert into reversal values
    (${id}, 'refund', ${refund.document}, ${refund.signature}, 7001, ${refundOutcome},
      ${REFUNDED_MS}::bigint)`.execute(db);
  await sql`insert into ledger_transfer values
    (${id}, 1, 'posted', 'cardClearing', 'ministryPayable:ewa', 5000, '2025-12', ${RECEIVED_MS}::bigint),
    (${id}, 2, 'refused', 'cardClearing', 'refundsDue', 7001, '2025-12', ${RECEIVED_MS}::bigint),
    (${id}, 2, 'refunded', 'refundsDue', 'cardClearing', 7001, '2026-02', ${REFUNDED_MS}::bigint)`.execute(
    db,
  );
  await sql`insert into account values ('ewa', '1', 'A***')`.execute(db);
  await sql`insert into bill_hold select bill_id, ${id}, 'kiosk-9', 3, 1 from bill`.execute(db);
  await db.destroy();
};

const DATABASES: readonly (readonly [string, () => Promise<() => Dialect>])[] = [
  [
    'PostgreSQL',
    async () => {
      const url = await postgres.createDatabase('last_year');
      return () => postgresDialect(url, () => undefined);
    },
  ],
  ['PGlite', () => Promise.resolve(() => pgliteDialect(join(folder, 'database')))],
];

describe.each(DATABASES)('last year’s database on %s', (_name, make) => {
  let central: TestCentral;
  let kiosk: KioskClient;
  const put = (text: SignedDocument) => kiosk.call('PUT', `/v1/payments/${paid.paymentId}`, text);

  beforeAll(async () => {
    const dialect = await make();
    await useLastYear(dialect());
    central = await startTestCentral(dialect(), 2);
    kiosk = await central.kiosk('kiosk-9');
  }, 120_000);
  afterAll(() => central.stop());

  test('the same document still gets the same answer, another one none', async () => {
    const again = await put(signed);
    expect([again.status, again.text]).toEqual([200, outcome]);
    const other = await put(kiosk.signDocument({ ...paid, sequence: 2 }));
    expect(other).toMatchObject({ status: 409, json: { code: 'documentDiffers' } });
  });

  test('its refund stands and cannot be had twice', async () => {
    const path = `/v1/payments/${paid.paymentId}/reversal`;
    const again = await kiosk.call('POST', path, refund);
    expect([again.status, again.text]).toEqual([200, refundOutcome]);
    const twice = reversalOf(paid, 'terminal', [2]);
    expect(await kiosk.call('POST', path, kiosk.signDocument(twice))).toMatchObject({
      status: 409,
    });
  });

  test('its slip code still opens its receipt', async () => {
    const found = await kiosk.call('POST', '/v1/receipts/search', { slipCode });
    expect(found).toMatchObject({ status: 200, json: { paymentId: paid.paymentId } });
  });

  test('every fils is where it was, in the month in which Bahrain received it', async () => {
    expect(await ledgerTotals(central.db)).toEqual({
      accounts: { cardClearing: 5_000, 'ministryPayable:ewa': -5_000, refundsDue: 0 },
      sumFils: 0,
      payments: { count: 1, fils: 12_001 },
    });
    const rows = await sql<{ part: string; received_on: string; paid_on: string }>`
      select tableoid::regclass::text as part, received_on, paid_on
        from ledger_transfer order by received_on, line_id`.execute(central.db);
    expect(rows.rows).toEqual([
      { part: 'ledger_transfer_2026_01', received_on: '2026-01-01', paid_on: '2025-12-31' },
      { part: 'ledger_transfer_2026_01', received_on: '2026-01-01', paid_on: '2025-12-31' },
      { part: 'ledger_transfer_2026_02', received_on: '2026-02-03', paid_on: '2025-12-31' },
    ]);
    await expect(central.db.deleteFrom('ledger_transfer').execute()).rejects.toThrow(
      /never changed/u,
    );
  });

  test('nothing of the old tables is left', async () => {
    const left = await sql`select from pg_class where relname like 'old\_%'`.execute(central.db);
    expect(left.rows).toEqual([]);
  });
});
