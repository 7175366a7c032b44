import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BillSearchResponse } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { ledgerTotals } from '../ledger/totals.ts';
import { newPaymentId, paymentOf, reversalOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const NOWHERE = { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: 7_001 };

const dueLine = async (reference: string) => {
  const found = await kiosk.call('POST', '/v1/bills/search', { serviceId: 'ewa', reference });
  const [bill] = (found.json as BillSearchResponse).bills;
  if (bill === undefined) throw new Error('nothing due');
  return { billId: bill.billId, reference, amountFils: bill.amountFils };
};

const pay = async (lines: Parameters<typeof paymentOf>[1]): Promise<PaymentDocument> => {
  const { document } = paymentOf('kiosk-1', lines);
  await kiosk.call('PUT', `/v1/payments/${document.paymentId}`, kiosk.signDocument(document));
  return document;
};

const reverse = (document: { paymentId: string }, from = kiosk): Promise<Reply> =>
  from.call('POST', `/v1/payments/${document.paymentId}/reversal`, from.signDocument(document));

const balance = async (account: string): Promise<number> =>
  (await ledgerTotals(central.db)).accounts[account] ?? 0;

test('a payment refused in full and reversed at the terminal is reversed, once, for ever', async () => {
  const clearing = await balance('cardClearing');
  const payment = await pay([NOWHERE]);
  const document = reversalOf(payment, 'terminal', [1]);
  const first = await reverse(document);
  expect(first).toMatchObject({
    status: 201,
    json: { paymentId: payment.paymentId, status: 'reversed', amountFils: 7_001 },
  });
  const again = await reverse(document);
  expect(again.status).toBe(200);
  expect(again.text).toBe(first.text);
  expect(await balance('cardClearing')).toBe(clearing);
  expect(await balance('refundsDue')).toBe(0);
  expect(await reverse({ ...document, kind: 'refund' } as typeof document)).toMatchObject({
    status: 409,
    json: { code: 'documentDiffers' },
  });
});

test('only the refused part of a payment is refunded', async () => {
  const due = await dueLine('10000001');
  const payment = await pay([due, NOWHERE]);
  expect(await balance('refundsDue')).toBe(-NOWHERE.amountFils);
  expect((await reverse(reversalOf(payment, 'refund', [2]))).json).toMatchObject({
    status: 'refunded',
    amountFils: NOWHERE.amountFils,
  });
  expect(await balance('refundsDue')).toBe(0);
});

test.each<[string, (p: PaymentDocument) => object]>([
  ['of a posted line', (p) => reversalOf(p, 'refund', [1])],
  ['of all lines though one is posted', (p) => reversalOf(p, 'refund', [1, 2, 3])],
  ['of one refused line of two', (p) => reversalOf(p, 'refund', [2])],
  ['at the terminal though a part was posted', (p) => reversalOf(p, 'terminal', [2, 3])],
  ['of another amount', (p) => ({ ...reversalOf(p, 'refund', [2, 3]), amountFils: 1 })],
  ['of one line twice', (p) => ({ ...reversalOf(p, 'refund', [2, 3]), lineIds: [2, 2, 3] })],
  ['of another trace', (p) => ({ ...reversalOf(p, 'refund', [2, 3]), originalTrace: '999999' })],
  ['of another version', (p) => ({ ...reversalOf(p, 'refund', [2, 3]), v: 2 })],
])('a reversal %s is invalid and moves nothing', async (_what, make) => {
  const payment = await pay([await dueLine('10000002'), NOWHERE, NOWHERE]);
  const before = await ledgerTotals(central.db);
  const reply = await reverse({ ...make(payment), paymentId: payment.paymentId });
  expect(reply).toMatchObject({ status: 422, json: { code: 'documentInvalid' } });
  expect(await ledgerTotals(central.db)).toEqual(before);
  await central.db.updateTable('bill').set({ paid_fils: 0 }).execute();
});

test('a terminal reversal without its own trace is invalid', async () => {
  const payment = await pay([NOWHERE]);
  const document = { ...reversalOf(payment, 'terminal', [1]), reversalTrace: null };
  expect(await reverse(document)).toMatchObject({ status: 422 });
});

test('nothing can be reversed of a payment posted in full, unknown, or another kiosk’s', async () => {
  const posted = await pay([await dueLine('10000004')]);
  expect(await reverse(reversalOf(posted, 'terminal', [1]))).toMatchObject({ status: 422 });
  const unknown = { ...posted, paymentId: newPaymentId() };
  expect(await reverse(reversalOf(unknown, 'refund', [1]))).toMatchObject({
    status: 404,
    json: { code: 'notFound' },
  });
  const refused = await pay([NOWHERE]);
  const stranger = await central.kiosk('kiosk-2');
  const foreign = { ...reversalOf(refused, 'refund', [1]), kioskId: 'kiosk-2' };
  expect(await reverse(foreign, stranger)).toMatchObject({
    status: 404,
    json: { code: 'notFound' },
  });
});

test('a kiosk reads its own totals, to the fils', async () => {
  const own = await central.kiosk('kiosk-7');
  const due = await dueLine('10000006');
  const lost = { ...NOWHERE, amountFils: 333 };
  const payments = [[due, lost], [lost], [{ ...NOWHERE, amountFils: 1 }]].map(
    (lines) => paymentOf('kiosk-7', lines).document,
  );
  for (const document of payments)
    await own.call('PUT', `/v1/payments/${document.paymentId}`, own.signDocument(document));
  const [partly, wholly] = payments;
  if (partly === undefined || wholly === undefined) throw new Error('unreachable');
  await reverse(reversalOf(partly, 'refund', [2]), own);
  await reverse(reversalOf(wholly, 'terminal', [1]), own);
  expect((await own.call('GET', '/v1/kiosks/self/totals')).json).toEqual({
    kioskId: 'kiosk-7',
    payments: { count: 3, fils: due.amountFils + 333 + 333 + 1 },
    posted: { count: 1, fils: due.amountFils },
    refused: { count: 3, fils: 667 },
    reversed: { count: 1, fils: 333 },
    refunded: { count: 1, fils: 333 },
  });
});
