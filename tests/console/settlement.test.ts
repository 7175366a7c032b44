/** The daily settlement as the page asks for it: what balances, what does not, what was closed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Settlement, SettlementDay } from '../../contract/console-settlement.ts';
import { bahrainDay, dayStartMs, addDays } from '../../central/database/day.ts';
import { recordPayment } from '../../central/payments/record.ts';
import { recordReversal } from '../../central/reversals/record.ts';
import { CLOSING_WAIT_MS, closeDay } from '../../central/settlement/close-day.ts';
import { type LineDraft, paymentOf, reversalOf } from '../../central/testing/documents.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import { TEST_START_MS } from '../../central/testing/test-central.ts';
import type { Desk } from './desk.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let kiosk: KioskClient;
let desk: Desk;
const TODAY = bahrainDay(TEST_START_MS);
const MONTH = TODAY.slice(0, 7);
const GIFT: LineDraft = {
  serviceId: 'zakat',
  reference: '1',
  billId: 'zakat-1',
  amountFils: 4_321,
};
const NOWHERE: LineDraft = { billId: 'EWA-0', reference: '0', amountFils: 7_001 };

beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.central.kiosk('kiosk-1');
  desk = stage.desk();
  await desk.signIn('demo-viewer');
  const { store } = stage.central;
  const { document } = paymentOf('kiosk-1', [GIFT, NOWHERE]);
  const paid = await recordPayment(store, kiosk.signDocument(document), document, TEST_START_MS);
  expect(paid.ok).toBe(true);
  const back = reversalOf(document, 'refund', [2]);
  const nextDayMs = dayStartMs(addDays(TODAY, 1)) + 1_000;
  const given = await recordReversal(store, kiosk.signDocument(back), back, nextDayMs);
  expect(given.ok).toBe(true);
});
afterAll(() => stage.stop());

const asked = async (month = MONTH): Promise<Settlement> => {
  const answer = await desk.get(`/console/api/settlement?month=${month}`);
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as Settlement;
};
const FIRST: SettlementDay = {
  day: TODAY,
  closedAt: null,
  charges: 1,
  chargedFils: 11_322,
  postedFils: 4_321,
  refusedFils: 7_001,
  returnedFils: 0,
  balances: true,
  acquirer: null,
  openCases: 0,
};
const SECOND: SettlementDay = {
  ...FIRST,
  day: addDays(TODAY, 1),
  charges: 0,
  chargedFils: 0,
  postedFils: 0,
  refusedFils: 0,
  returnedFils: 7_001,
};

test('a day as it is, and as it was closed', async () => {
  expect((await asked()).days).toEqual([FIRST, SECOND]);
  expect((await asked('2026-10')).days).toEqual([]);
  const closedMs = dayStartMs(addDays(TODAY, 1)) + CLOSING_WAIT_MS;
  expect((await closeDay(stage.central.store, TODAY, closedMs)).ok).toBe(true);
  const closedAt = new Date(closedMs).toISOString();
  expect((await asked()).days).toEqual([{ ...FIRST, closedAt }, SECOND]);
});

test('a ledger that is short of a fils is told, in the day’s own line', async () => {
  const { document } = paymentOf('kiosk-1', [{ ...GIFT, reference: '2', billId: 'zakat-2' }]);
  const nowMs = dayStartMs(addDays(TODAY, 2)) + 1_000;
  const { store, db } = stage.central;
  await recordPayment(store, kiosk.signDocument(document), document, nowMs).then(({ ok }) => {
    expect(ok).toBe(true);
  });
  // Nothing of ours can do this: the table itself refuses, unless its guard is taken away.
  await sql`alter table ledger_transfer disable trigger all`.execute(db);
  await sql`update ledger_transfer set amount_fils = amount_fils - 1
    where payment_id = ${document.paymentId}::uuid`.execute(db);
  const day = (await asked()).days.find((one) => one.day === addDays(TODAY, 2));
  expect(day).toMatchObject({ chargedFils: 4_321, postedFils: 4_320, balances: false });
});

test('no month, and no stranger', async () => {
  expect((await desk.get('/console/api/settlement?month=2026-13')).status).toBe(400);
  expect((await stage.desk().get(`/console/api/settlement?month=${MONTH}`)).status).toBe(401);
});
