import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BillSearchResponse, LineOutcome, PaymentOutcome } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { ledgerTotals } from '../ledger/totals.ts';
import { type LineDraft, newPaymentId, paymentOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const search = async (reference: string, serviceId = 'ewa'): Promise<BillSearchResponse> =>
  (await kiosk.call('POST', '/v1/bills/search', { serviceId, reference }))
    .json as BillSearchResponse;

/** The bills due under a reference as lines that pay them in full. */
const linesFor = async (reference: string, serviceId = 'ewa'): Promise<LineDraft[]> =>
  (await search(reference, serviceId)).bills.map(({ billId, amountFils }) => ({
    serviceId,
    reference,
    billId,
    amountFils,
  }));

const put = (document: PaymentDocument, from = kiosk): Promise<Reply> =>
  from.call('PUT', `/v1/payments/${document.paymentId}`, from.signDocument(document));

const recorded = async (): Promise<unknown> => [
  await central.db.selectFrom('payment').selectAll().orderBy('payment_id').execute(),
  await central.db.selectFrom('bill').selectAll().orderBy('bill_id').execute(),
  await ledgerTotals(central.db),
];

test('a first payment is posted, its bill no longer due, and the answer stays the same for ever', async () => {
  const { document } = paymentOf('kiosk-1', await linesFor('12345678'));
  const first = await put(document);
  expect(first.status).toBe(201);
  expect(first.json).toEqual({
    paymentId: document.paymentId,
    recordedAt: new Date(central.clock.wallMs()).toISOString(),
    lines: [
      {
        lineId: 1,
        status: 'posted',
        postingNumber: expect.stringMatching(/^EWA-\d{12}$/u) as string,
      },
    ],
  });
  expect((await search('12345678')).bills).toEqual([]);
  const after = await recorded();
  central.clock.advance(400 * 86_400_000);
  const again = await put(document);
  expect(again.status).toBe(200);
  expect(again.text).toBe(first.text);
  expect(await recorded()).toEqual(after);
});

test('another document under the same id is refused and changes nothing', async () => {
  const lines = await linesFor('10000001');
  const { document } = paymentOf('kiosk-1', lines);
  expect((await put(document)).status).toBe(201);
  const before = await recorded();
  const reply = await put({ ...document, sequence: 2 });
  expect(reply).toMatchObject({ status: 409, json: { code: 'documentDiffers' } });
  expect(await recorded()).toEqual(before);
});

test('the same content in another text is another document', async () => {
  const { document } = paymentOf('kiosk-1', await linesFor('10000003'));
  expect((await put(document)).status).toBe(201);
  const reordered = Object.fromEntries(Object.entries(document).reverse());
  const path = `/v1/payments/${document.paymentId}`;
  const reply = await kiosk.call('PUT', path, kiosk.signDocument(reordered));
  expect(reply).toMatchObject({ status: 409, json: { code: 'documentDiffers' } });
});

test('each line is posted or refused by what is due, and all the money is accounted for', async () => {
  const before = await ledgerTotals(central.db);
  const [due] = await linesFor('10000005');
  if (due === undefined) throw new Error('nothing due');
  const other = (await linesFor('10000007'))[0];
  if (other === undefined) throw new Error('nothing due');
  const { document } = paymentOf('kiosk-1', [
    due,
    due, // the same bill twice: paid by the line before
    { ...due, billId: 'EWA-2610-99999999' },
    { ...other, amountFils: other.amountFils + 1 },
    { ...other, reference: '10000001' }, // somebody else's account
    { ...other, serviceId: 'parking' },
    { ...other, amountFils: other.amountFils - 1 }, // a part may be paid
  ]);
  const outcome = (await put(document)).json as PaymentOutcome;
  expect(outcome.lines.map((l) => (l.status === 'posted' ? l.status : l.reason))).toEqual([
    'posted',
    'alreadyPaid',
    'unknownBill',
    'amountAboveDue',
    'unknownBill',
    'serviceClosed',
    'posted',
  ]);
  expect((await search('10000007')).bills[0]?.amountFils).toBe(1);
  const after = await ledgerTotals(central.db);
  const posted = due.amountFils + other.amountFils - 1;
  expect(after.sumFils).toBe(0);
  expect((after.accounts['cardClearing'] ?? 0) - (before.accounts['cardClearing'] ?? 0)).toBe(
    document.totalFils,
  );
  expect(
    (before.accounts['ministryPayable:ewa'] ?? 0) - (after.accounts['ministryPayable:ewa'] ?? 0),
  ).toBe(posted);
  expect((before.accounts['refundsDue'] ?? 0) - (after.accounts['refundsDue'] ?? 0)).toBe(
    document.totalFils - posted,
  );
});

test('a bill that somebody else paid after the hold is refused as already paid', async () => {
  const lines = await linesFor('30000002');
  const { document } = paymentOf('kiosk-1', lines);
  const held = await kiosk.call('POST', '/v1/holds', {
    paymentId: document.paymentId,
    bills: lines.map(({ billId, amountFils }) => ({ serviceId: 'ewa', billId, amountFils })),
  });
  expect(held.status).toBe(200);
  expect((await put(document)).json).toMatchObject({
    lines: [{ lineId: 1, status: 'refused', reason: 'alreadyPaid' }],
  });
  expect((await search('30000002')).bills).toEqual([]);
});

test('both traffic fines of one person are paid in one payment', async () => {
  const lines = await linesFor('900101123', 'traffic');
  expect(lines).toHaveLength(2);
  const outcome = (await put(paymentOf('kiosk-1', lines).document)).json as PaymentOutcome;
  expect(outcome.lines.map(({ status }) => status)).toEqual(['posted', 'posted']);
});

test('a payment lets go of its holds', async () => {
  const lines = await linesFor('10000009');
  const { document } = paymentOf('kiosk-1', lines);
  const bills = lines.map(({ billId, amountFils }) => ({ serviceId: 'ewa', billId, amountFils }));
  await kiosk.call('POST', '/v1/holds', { paymentId: document.paymentId, bills });
  await put(document);
  const holds = central.db.selectFrom('bill_hold').where('payment_id', '=', document.paymentId);
  expect(await holds.selectAll().execute()).toEqual([]);
});

const good = paymentOf('kiosk-1', [
  { billId: 'EWA-2610-10000011', reference: '10000011', amountFils: 1_000 },
  { billId: 'EWA-2610-10000013', reference: '10000013', amountFils: 2_000 },
]).document;

test.each<[string, (d: PaymentDocument) => object]>([
  ['whose lines do not add up', (d) => ({ ...d, totalFils: 3_001 })],
  [
    'whose card was charged otherwise',
    (d) => ({ ...d, authorisation: { ...d.authorisation, amountFils: 2_999 } }),
  ],
  [
    'with two lines of one number',
    (d) => ({ ...d, lines: d.lines.map((l) => ({ ...l, lineId: 1 })) }),
  ],
  ['of another payment', (d) => ({ ...d, paymentId: newPaymentId() })],
  ['of another kiosk', (d) => ({ ...d, kioskId: 'kiosk-2' })],
  ['of another version', (d) => ({ ...d, v: 2 })],
  ['of no lines', (d) => ({ ...d, lines: [] })],
  ['with an amount of 0', (d) => ({ ...d, lines: d.lines.map((l) => ({ ...l, amountFils: 0 })) })],
  [
    'with a negative amount',
    (d) => ({ ...d, lines: d.lines.map((l) => ({ ...l, amountFils: -1 })) }),
  ],
  ['with a fraction', (d) => ({ ...d, lines: d.lines.map((l) => ({ ...l, amountFils: 0.5 })) })],
  ['above every limit', (d) => ({ ...d, totalFils: 1_000_000_001 })],
])('a document %s is invalid and changes nothing', async (_what, change) => {
  const before = await recorded();
  const reply = await kiosk.call(
    'PUT',
    `/v1/payments/${good.paymentId}`,
    kiosk.signDocument(change(good)),
  );
  expect(reply).toMatchObject({ status: 422, json: { code: 'documentInvalid' } });
  expect(await recorded()).toEqual(before);
});

test.each<[string, (k: KioskClient) => object]>([
  [
    'changed after it was signed',
    (k) => ({ ...k.signDocument(good), document: JSON.stringify({ ...good, sequence: 9 }) }),
  ],
  ['that is no JSON', (k) => ({ ...k.signDocument(good), document: '{"v":1' })],
  ['under another key id', (k) => ({ ...k.signDocument(good), keyId: 'kiosk-2' })],
  ['with half a signature', (k) => ({ ...k.signDocument(good), signature: 'AAAA' })],
])('a signed document %s is invalid and changes nothing', async (_what, make) => {
  const before = await recorded();
  const reply = await kiosk.call('PUT', `/v1/payments/${good.paymentId}`, make(kiosk));
  expect(reply).toMatchObject({ status: 422, json: { code: 'documentInvalid' } });
  expect(await recorded()).toEqual(before);
});

test('another kiosk can neither replace nor read a payment under its id', async () => {
  const { document } = paymentOf('kiosk-1', await linesFor('10000015'));
  await put(document);
  const stranger = await central.kiosk('kiosk-3');
  const path = `/v1/payments/${document.paymentId}`;
  const copied = await stranger.call('PUT', path, kiosk.signDocument(document));
  expect(copied).toMatchObject({ status: 422, json: { code: 'documentInvalid' } });
  const own = await put({ ...document, kioskId: 'kiosk-3' }, stranger);
  expect(own).toMatchObject({ status: 409, json: { code: 'documentDiffers' } });
});

test('a document signed before its kiosk’s key was replaced is still good, under the new request key', async () => {
  const before = await central.kiosk('kiosk-5');
  const { document } = paymentOf('kiosk-5', await linesFor('10000017'));
  const waiting = before.signDocument(document);
  const after = await central.kiosk('kiosk-5');
  const path = `/v1/payments/${document.paymentId}`;
  expect((await before.call('PUT', path, waiting)).status).toBe(401);
  expect((await after.call('PUT', path, waiting)).status).toBe(201);
});

test('what was recorded can neither be changed nor deleted in the database', async () => {
  for (const table of ['payment', 'payment_outcome', 'payment_line', 'ledger_transfer'] as const) {
    await expect(central.db.deleteFrom(table).execute()).rejects.toThrow(/never changed/u);
    await expect(
      central.db.updateTable(table).set({ payment_id: newPaymentId() }).execute(),
    ).rejects.toThrow(/never changed/u);
  }
});

test('the log names operations and kiosks, but no reference, bill or document', () => {
  expect(central.log()).toContain('PUT /v1/payments/:paymentId');
  expect(central.log()).toContain('kiosk-1');
  for (const secret of ['12345678', '900101123', 'EWA-', 'TRF-', '048213', good.paymentId])
    expect(central.log()).not.toContain(secret);
});

describe('an amount that the payer sets', () => {
  const gift = (billId: string, amountFils: number, reference = ''): LineDraft => ({
    serviceId: 'zakat',
    reference,
    billId,
    amountFils,
  });
  const pay = async (...lines: LineDraft[]): Promise<readonly LineOutcome[]> => {
    const reply = await put(paymentOf('kiosk-1', lines).document);
    expect(reply.status).toBe(201);
    return (reply.json as PaymentOutcome).lines;
  };

  test('is posted without a bill, as often as it is given, and stands in the ledger', async () => {
    const before = (await ledgerTotals(central.db)).sumFils;
    for (const billId of ['zakat-1', 'zakat-2', 'zakat-2']) {
      expect(await pay(gift(billId, 5_000))).toMatchObject([{ status: 'posted' }]);
    }
    expect((await ledgerTotals(central.db)).sumFils).toBe(before);
    expect(before).toBe(0);
  });

  test('above what one payment may be it is refused, so that the money goes back', async () => {
    expect(await pay(gift('zakat-3', 1_000_001))).toMatchObject([
      { status: 'refused', reason: 'amountAboveDue' },
    ]);
  });

  test('cannot be held: nothing is due', async () => {
    const reply = await kiosk.call('POST', '/v1/holds', {
      paymentId: newPaymentId(),
      bills: [{ serviceId: 'zakat', billId: 'zakat-4', amountFils: 5_000 }],
    });
    expect(reply).toMatchObject({ status: 409, json: { code: 'billNotDue' } });
  });
});
