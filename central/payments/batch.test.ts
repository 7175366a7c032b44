import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PaymentBatchResponse } from '../../contract/gateway.ts';
import { MOST_BATCH_PAYMENTS } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { ledgerTotals } from '../ledger/totals.ts';
import { paymentOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

let nextAccount = 10_000_001;
/** A payment of the latest bill of an account nobody used yet. */
const fresh = async (): Promise<PaymentDocument> => {
  const reference = String(nextAccount++);
  const { bill_id, amount_fils } = await central.db
    .selectFrom('bill')
    .select(['bill_id', 'amount_fils'])
    .where('bill_id', '=', `EWA-2610-${reference}`)
    .executeTakeFirstOrThrow();
  const line = { billId: bill_id, reference, amountFils: amount_fils };
  return paymentOf('kiosk-1', [line]).document;
};

const sent = (
  document: Pick<PaymentDocument, 'paymentId'> & Record<string, unknown>,
  by = kiosk,
): Record<string, unknown> => ({
  paymentId: document.paymentId,
  ...by.signDocument(document),
});
const send = (payments: readonly unknown[], by = kiosk): Promise<Reply> =>
  by.call('POST', '/v1/payments/batch', { payments });
const resultsOf = (reply: Reply): PaymentBatchResponse['results'] =>
  (reply.json as PaymentBatchResponse).results;

test('each payment of a batch is answered byte for byte as it is alone, before and after', async () => {
  const [one, two] = [await fresh(), await fresh()];
  const alone = await kiosk.call('PUT', `/v1/payments/${one.paymentId}`, kiosk.signDocument(one));
  const reply = await send([sent(one), sent(two)]);
  expect(reply.status).toBe(200);
  expect(resultsOf(reply)).toMatchObject([
    { status: 'recorded', first: false, paymentId: one.paymentId },
    { status: 'recorded', first: true, paymentId: two.paymentId },
  ]);
  expect(reply.text).toContain(`"outcome":${alone.text}}`);
  const after = await kiosk.call('PUT', `/v1/payments/${two.paymentId}`, kiosk.signDocument(two));
  expect(after.status).toBe(200);
  expect(reply.text).toContain(`"outcome":${after.text}}`);
  const again = await send([sent(two), sent(one)]);
  expect(resultsOf(again).map((r) => r.status === 'recorded' && r.first)).toEqual([false, false]);
});

test('what is wrong with one holds up no other, and moves no money', async () => {
  const [good, other, tampered, differs] = [
    await fresh(),
    await fresh(),
    await fresh(),
    await fresh(),
  ];
  await send([sent(differs)]);
  const before = (await ledgerTotals(central.db)).payments;
  const stranger = await central.kiosk('kiosk-2');
  const reply = await send([
    sent({ ...other, v: 2 }),
    { ...sent(tampered), signature: 'A'.repeat(86) },
    sent(good),
    sent({ ...differs, sequence: 9 }),
    sent(other, stranger),
    { ...sent(good), paymentId: tampered.paymentId },
  ]);
  expect(resultsOf(reply).map((r) => (r.status === 'problem' ? r.code : r.status))).toEqual([
    'documentInvalid',
    'documentInvalid',
    'recorded',
    'documentDiffers',
    'documentInvalid',
    'documentInvalid',
  ]);
  const after = (await ledgerTotals(central.db)).payments;
  expect(after).toEqual({ count: before.count + 1, fils: before.fils + good.totalFils });
});

test('within one batch the same id is recorded once, the same bill paid once', async () => {
  const one = await fresh();
  const rival = paymentOf('kiosk-1', one.lines).document;
  const reply = await send([sent(one), sent(rival), sent(one), sent({ ...one, sequence: 2 })]);
  expect(resultsOf(reply)).toMatchObject([
    { first: true, outcome: { lines: [{ status: 'posted' }] } },
    { first: true, outcome: { lines: [{ status: 'refused', reason: 'alreadyPaid' }] } },
    { first: false, outcome: { lines: [{ status: 'posted' }] } },
    { status: 'problem', code: 'documentDiffers' },
  ]);
  expect((await ledgerTotals(central.db)).sumFils).toBe(0);
});

test('a batch has a size: too many payments or too many bytes are refused as a whole', async () => {
  const one = sent(await fresh());
  const tooMany = await send(Array.from({ length: MOST_BATCH_PAYMENTS + 1 }, () => one));
  expect(tooMany).toMatchObject({ status: 400, json: { code: 'badRequest' } });
  const large = { ...one, document: 'x'.repeat(65_000) };
  const tooLarge = await send(Array.from({ length: 20 }, () => large));
  expect(tooLarge).toMatchObject({ status: 413, json: { code: 'badRequest' } });
  const full = Array.from({ length: MOST_BATCH_PAYMENTS }, () => one);
  expect(
    resultsOf(await send(full)).filter((r) => r.status === 'recorded' && r.first),
  ).toHaveLength(1);
});

test('every write left its audit row: who, what, which payment', async () => {
  const one = await fresh();
  await send([sent(one), sent(one)]);
  const rows = central.db.selectFrom('audit').selectAll().where('subject', '=', one.paymentId);
  expect(await rows.execute()).toMatchObject([{ actor: 'kiosk-1', action: 'paymentRecorded' }]);
  const { count } = await central.db
    .selectFrom('audit')
    .where('action', '=', 'paymentRecorded')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe((await ledgerTotals(central.db)).payments.count);
});
