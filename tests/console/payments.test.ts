/** Payments found, read and, where they were kept apart, posted by two, asked for as the page asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FoundPayments, PaymentPage, Quarantine } from '../../contract/console-payments.ts';
import type { Settlement } from '../../contract/console-settlement.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { bahrainDay } from '../../central/database/day.ts';
import { recordPayment } from '../../central/payments/record.ts';
import { quarantinePayments } from '../../central/payments/quarantine.ts';
import { recordReversal } from '../../central/reversals/record.ts';
import { type LineDraft, paymentOf, reversalOf } from '../../central/testing/documents.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import { TEST_START_MS } from '../../central/testing/test-central.ts';
import type { Desk } from './desk.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let kiosk: KioskClient;
let desk: Desk;
const DAY = bahrainDay(TEST_START_MS);
const REFERENCE = '10000001';
const gift = (reference: string, amountFils: number): LineDraft => ({
  serviceId: 'zakat',
  reference,
  billId: `zakat-${reference}`,
  amountFils,
});
const NOWHERE: LineDraft = { billId: 'EWA-0', reference: '0', amountFils: 7_001 };

const record = async (lines: readonly LineDraft[]): Promise<PaymentDocument> => {
  const { document } = paymentOf('kiosk-1', lines);
  const signed = kiosk.signDocument(document);
  const recorded = await recordPayment(stage.central.store, signed, document, TEST_START_MS);
  expect(recorded.ok).toBe(true);
  return document;
};
const get = async <T>(path: string): Promise<T> => {
  const answer = await desk.get(`/console/api${path}`);
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as T;
};
const search = async (more = ''): Promise<FoundPayments> =>
  get(`/payments?from=${DAY}&to=${DAY}${more}`);
const ids = ({ payments }: FoundPayments): readonly string[] =>
  payments.map(({ paymentId }) => paymentId);

beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.central.kiosk('kiosk-1');
  desk = stage.desk();
  await desk.signIn('demo-operator');
});
afterAll(() => stage.stop());

test('by its number alone, whatever else is asked; by kiosk, service, sum and state', async () => {
  const posted = await record([gift(REFERENCE, 4_321)]);
  const refused = await record([gift('10000002', 1_000), NOWHERE]);
  const returned = await record([NOWHERE]);
  const back = reversalOf(returned, 'refund', [1]);
  const done = await recordReversal(
    stage.central.store,
    kiosk.signDocument(back),
    back,
    TEST_START_MS + 1_000,
  );
  expect(done.ok).toBe(true);

  const number = shortPaymentId(posted.paymentId);
  for (const typed of [number, number.toLowerCase().replaceAll('-', '')]) {
    const found = await get<FoundPayments>(
      `/payments?from=2020-01-01&to=2020-01-02&number=${typed}`,
    );
    expect(ids(found)).toEqual([posted.paymentId]);
  }
  expect(ids(await search('&number=XXXX'))).toEqual([]);
  expect(ids(await search('&fils=4321'))).toEqual([posted.paymentId]);
  expect(ids(await search('&service=ewa')).toSorted()).toEqual(
    [refused.paymentId, returned.paymentId].toSorted(),
  );
  expect(ids(await search('&only=returned'))).toEqual([returned.paymentId]);
  expect(ids(await search('&only=refused')).toSorted()).toEqual(
    [refused.paymentId, returned.paymentId].toSorted(),
  );
  expect(ids(await search('&kiosk=kiosk-2'))).toEqual([]);
  const states = (await search()).payments.map(({ paymentId, state }) => [paymentId, state]);
  expect(Object.fromEntries(states)).toEqual({
    [posted.paymentId]: 'posted',
    [refused.paymentId]: 'refused',
    [returned.paymentId]: 'returned',
  });
});

test('a payment’s page: lines, card’s end, what went back, its story; no reference in clear', async () => {
  const [first] = (await search('&only=returned')).payments;
  if (first === undefined) throw new Error('none');
  const page = await get<PaymentPage>(`/payments/${first.paymentId}`);
  expect(page.lines).toMatchObject([{ status: 'refused', reason: 'unknownBill', fils: 7_001 }]);
  expect(page.returned).toMatchObject({ kind: 'refund', fils: 7_001 });
  expect(page.card).toMatchObject({ scheme: 'VISA', lastFour: '4242' });
  expect(page.story.map(({ action }) => action)).toEqual(['paymentRecorded', 'reversalRecorded']);
  const [other] = (await search('&fils=4321')).payments;
  const { text } = await desk.get(`/console/api/payments/${other?.paymentId ?? ''}`);
  expect(text).not.toContain(REFERENCE);
  expect(text).toContain('*****001');
  expect(
    (await desk.get('/console/api/payments/019a9b3c-5a00-7000-8000-000000000000')).status,
  ).toBe(404);
});

test('many: fifty a page, each payment on exactly one, though more come meanwhile', async () => {
  for (let count = 0; count < 60; count++) await record([gift(String(20_000_000 + count), 5)]);
  const first = await search('&fils=5');
  expect(first.payments).toHaveLength(50);
  await record([gift('30000000', 5)]);
  const second = await search(`&fils=5&after=${first.next ?? ''}`);
  expect(second.next).toBeNull();
  const seen = [...ids(first), ...ids(second)];
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(60);
});

test('too long a time, days that are none and strangers are refused', async () => {
  expect((await desk.get('/console/api/payments?from=2026-01-01&to=2026-12-31')).status).toBe(400);
  expect((await desk.get('/console/api/payments?from=2026-02-30&to=2026-03-01')).status).toBe(400);
  expect((await stage.desk().get(`/console/api/payments?from=${DAY}&to=${DAY}`)).status).toBe(401);
});

test('what was kept apart is posted by two operators, never by one, and once', async () => {
  const { store } = stage.central;
  const { document } = paymentOf('kiosk-1', [gift('40000000', 9_999)]);
  const submission = { signed: kiosk.signDocument(document), document };
  const kept = await quarantinePayments(store, [submission], TEST_START_MS);
  expect(kept).toEqual([{ ok: false, error: 'paymentQuarantined' }]);
  const path = `/console/api/quarantine/kiosk-1/${document.paymentId}/release`;
  const listed = async (who: Desk): Promise<string | undefined> =>
    (JSON.parse((await who.get('/console/api/quarantine')).text) as Quarantine).payments.find(
      ({ paymentId }) => paymentId === document.paymentId,
    )?.wished;
  const posted = async (): Promise<number> => {
    const rows = await stage.central.db
      .selectFrom('ledger_transfer')
      .select('amount_fils')
      .where('kind', '=', 'posted')
      .execute();
    return rows.reduce((sum, row) => sum + row.amount_fils, 0);
  };
  const before = await posted();

  const viewer = stage.desk();
  await viewer.signIn('demo-viewer');
  expect((await viewer.post(path)).status).toBe(403);
  expect(await listed(desk)).toBe('no');
  // However often one asks, it is one.
  for (let time = 0; time < 3; time++) expect((await desk.post(path)).status).toBe(204);
  expect(await listed(desk)).toBe('self');
  expect(await posted()).toBe(before);

  const second = stage.desk();
  await second.signIn('demo-administrator');
  expect(await listed(second)).toBe('other');
  expect((await second.post(path)).status).toBe(204);
  expect(await posted()).toBe(before + 9_999);
  expect((await second.post(path)).status).toBe(204);
  expect(await posted()).toBe(before + 9_999);
  expect(await listed(second)).toBeUndefined();
  const page = await get<PaymentPage>(`/payments/${document.paymentId}`);
  expect(page.story.map(({ action }) => action)).toContain('quarantineReleased');
});

test('what was recorded is given back by two: the ledger moves once, the day still balances', async () => {
  const document = await record([gift('10000009', 2_500), NOWHERE]);
  const second = stage.desk();
  await second.signIn('demo-administrator');
  const viewer = stage.desk();
  await viewer.signIn('demo-viewer');
  const path = (line: number): string =>
    `/console/api/payments/${document.paymentId}/lines/${String(line)}/refund`;
  const because = 'paid for somebody else by mistake';
  const ask = async (who: Desk, line: number, why = because): Promise<number> =>
    (await who.post(path(line), { because: why })).status;
  expect(await ask(viewer, 1)).toBe(403);
  expect(await ask(desk, 1, ' ')).toBe(400);
  expect(await ask(desk, 2), 'refused money goes back by itself').toBe(409);
  expect(await ask(desk, 3)).toBe(409);
  expect(await ask(desk, 1)).toBe(204);
  expect(await ask(desk, 1)).toBe(204);
  const shown = async (): Promise<PaymentPage['lines'][number] | undefined> =>
    (await get<PaymentPage>(`/payments/${document.paymentId}`)).lines[0];
  expect((await shown())?.refund).toMatchObject({ state: 'self', because });
  const moved = (): Promise<unknown[]> =>
    stage.central.db
      .selectFrom('ledger_transfer')
      .select(['kind', 'debit_account', 'credit_account', 'amount_fils'])
      .where('payment_id', '=', document.paymentId)
      .where('kind', '=', 'refunded')
      .execute();
  expect(await moved()).toEqual([]);
  expect(await ask(second, 1)).toBe(204);
  expect(await ask(second, 1)).toBe(204);
  expect(await moved()).toEqual([
    {
      kind: 'refunded',
      debit_account: 'ministryPayable:zakat',
      credit_account: 'cardClearing',
      amount_fils: 2_500,
    },
  ]);
  expect((await shown())?.refund).toMatchObject({ state: 'done' });
  const { returned } = await get<PaymentPage>(`/payments/${document.paymentId}`);
  expect(returned).toMatchObject({ kind: 'refund', fils: 2_500 });
  const { days } = await get<Settlement>(`/settlement?month=${DAY.slice(0, 7)}`);
  const today = days.find(({ day }) => day === DAY);
  expect(today?.balances).toBe(true);
  expect(today?.returnedFils).toBeGreaterThanOrEqual(2_500);
});
