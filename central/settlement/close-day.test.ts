import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, bahrainDay, dayStartMs } from '../database/day.ts';
import { ledgerTotals } from '../ledger/totals.ts';
import { recordPayment } from '../payments/record.ts';
import { recordReversal } from '../reversals/record.ts';
import { reportPeriod } from '../reports/period.ts';
import { type LineDraft, paymentOf, reversalOf } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { startTestCentral, TEST_START_MS, type TestCentral } from '../testing/test-central.ts';
import { CLOSING_WAIT_MS, closeDay } from './close-day.ts';

let central: TestCentral;
let kiosk: KioskClient;
const TODAY = bahrainDay(TEST_START_MS);
const DAY_MS = 86_400_000;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const line = async (account: number): Promise<LineDraft> => {
  const reference = String(10_000_000 + account);
  const { bill_id, amount_fils } = await central.db
    .selectFrom('bill')
    .select(['bill_id', 'amount_fils'])
    .where('bill_id', '=', `EWA-2610-${reference}`)
    .executeTakeFirstOrThrow();
  return { billId: bill_id, reference, amountFils: amount_fils };
};
const NOWHERE = { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: 7_001 };

/** Recorded `days` after the test's first day, authorised on that first day. */
const pay = async (days: number, lines: readonly LineDraft[]) => {
  const { document } = paymentOf('kiosk-1', lines);
  const nowMs = TEST_START_MS + days * DAY_MS;
  const recorded = await recordPayment(
    central.store,
    kiosk.signDocument(document),
    document,
    nowMs,
  );
  expect(recorded.ok).toBe(true);
  return document;
};
const afterDay = (days: number): number => dayStartMs(addDays(TODAY, days + 1)) + CLOSING_WAIT_MS;

test('a day’s books are closed once it is over, balance, and stay as they are', async () => {
  const due = await line(1);
  const charged = await pay(0, [due, NOWHERE]);
  expect(await closeDay(central.store, TODAY, afterDay(0) - 1)).toEqual({
    ok: false,
    error: 'notOverYet',
  });
  const sums = {
    charges: 1,
    chargedFils: charged.totalFils,
    postedFils: due.amountFils,
    refusedFils: 7_001,
    returnedFils: 0,
    clearingFils: charged.totalFils,
  };
  expect(await closeDay(central.store, TODAY, afterDay(0))).toEqual({ ok: true, value: sums });
  expect(await closeDay(central.store, TODAY, afterDay(9))).toEqual({ ok: true, value: sums });
  const refund = reversalOf(charged, 'refund', [2]);
  const sent = kiosk.signDocument(refund);
  const reversed = await recordReversal(central.store, sent, refund, TEST_START_MS + DAY_MS);
  expect(reversed.ok).toBe(true);
  expect(await closeDay(central.store, addDays(TODAY, 1), afterDay(1))).toMatchObject({
    ok: true,
    value: { charges: 0, returnedFils: 7_001, clearingFils: -7_001 },
  });
  const entries = central.db.selectFrom('audit').selectAll().where('action', '=', 'dayClosed');
  expect(await entries.execute()).toHaveLength(2);
});

test('what is written into a closed day afterwards is told', async () => {
  await pay(0, [await line(2)]);
  expect(await closeDay(central.store, TODAY, afterDay(0))).toEqual({
    ok: false,
    error: 'closedDifferently',
  });
});

test('documents and ledger that disagree close no day', async () => {
  const day = addDays(TODAY, 5);
  const document = await pay(5, [await line(3)]);
  await central.db
    .insertInto('payment')
    .values({
      payment_id: document.paymentId,
      received_on: addDays(TODAY, 6),
      kiosk_id: 'kiosk-1',
      document: '{}',
      key_id: null,
      signature: '',
      total_fils: 1,
      recorded_at_ms: 1,
    })
    .execute();
  expect((await closeDay(central.store, day, afterDay(9))).ok).toBe(true);
  expect(await closeDay(central.store, addDays(TODAY, 6), afterDay(9))).toEqual({
    ok: false,
    error: 'doesNotBalance',
  });
});

test('the settlement owes each ministry what the ledger owes it', async () => {
  await pay(20, [await line(4), await line(5)]);
  const day = addDays(TODAY, 20);
  expect((await closeDay(central.store, day, afterDay(20))).ok).toBe(true);
  const lines = await central.db
    .selectFrom('settlement_line')
    .selectAll()
    .where('received_on', '=', day)
    .execute();
  const expected = (await line(4)).amountFils + (await line(5)).amountFils;
  expect(lines).toEqual([
    {
      received_on: day,
      paid_on: TODAY,
      service_id: 'ewa',
      channel: 'kiosk',
      kind: 'posted',
      lines: 2,
      fils: expected,
    },
  ]);
  expect((await ledgerTotals(central.db)).sumFils).toBe(0);
});

test('a report counts open and closed days alike, by paying or receiving day, with growth', async () => {
  const day = (days: number): string => addDays(TODAY, days);
  const first = await line(6);
  await pay(30, [first]);
  await pay(31, [await line(7)]);
  expect((await closeDay(central.store, day(30), afterDay(31))).ok).toBe(true);
  const received = await reportPeriod(central.db, { from: day(31), to: day(31), by: 'received' });
  const { amountFils } = await line(7);
  expect(received.total).toEqual({
    payments: 1,
    fils: amountFils,
    growth: {
      payments: 0,
      fils: Math.round(((amountFils - first.amountFils) / first.amountFils) * 10_000),
    },
  });
  expect(received.previous).toMatchObject({ from: day(30), payments: 1, fils: first.amountFils });
  expect(received.byService).toMatchObject([{ name: 'ewa', payments: 1 }]);
  expect(received.byDay).toMatchObject([{ name: day(31), payments: 1 }]);
  const paid = await reportPeriod(central.db, { from: TODAY, to: TODAY, by: 'paid' });
  const posted = central.db.selectFrom('ledger_transfer').where('kind', '=', 'posted');
  const { count } = await posted
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  // What was written into a closed day is not in its settlement, and was told when it was closed.
  expect(paid.total.payments).toBe(count - 1);
  expect(paid.total.growth).toEqual({ payments: null, fils: null });
});
