import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enrolOperator } from '../decisions/operators.ts';
import { enrolKiosk } from '../identity/kiosks.ts';
import { ledgerTotals } from '../ledger/totals.ts';
import { paymentOf, reversalOf } from '../testing/documents.ts';
import { type KioskClient, makeKiosk, type Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { revokeKiosk } from './decide.ts';

let central: TestCentral;
let kiosk: KioskClient;
let number = 0;
const operators = new Map<string, KioskClient>();

beforeAll(async () => {
  central = await startTestCentral();
  for (const name of ['amal', 'badr']) {
    const client = makeKiosk(name, central.url, central.clock);
    const { publicKey } = client;
    const nowMs = central.clock.wallMs();
    expect((await enrolOperator(central.db, { name, publicKey, nowMs })).ok).toBe(true);
    operators.set(name, client);
  }
}, 60_000);
afterAll(() => central.stop());
beforeEach(async () => {
  number += 1;
  kiosk = await central.kiosk(`kiosk-${String(number)}`);
});

const revoke = async (): Promise<void> => {
  const asked = { kioskId: kiosk.kioskId, by: 'amal', nowMs: central.clock.wallMs() };
  expect((await revokeKiosk(central.db, asked)).ok).toBe(true);
};

/** The bill due under a reference, paid in full. */
const billOf = async (reference: string) => {
  const bill = await central.db
    .selectFrom('bill')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return { billId: bill.bill_id, reference, amountFils: bill.amount_fils - bill.paid_fils };
};
const paymentFor = async (reference: string) =>
  paymentOf(kiosk.kioskId, [await billOf(reference)]).document;
type Payment = Awaited<ReturnType<typeof paymentFor>>;

const put = (document: Payment, by = kiosk, signer = kiosk): Promise<Reply> =>
  by.call('PUT', `/v1/payments/${document.paymentId}`, signer.signDocument(document));
const books = async (): Promise<unknown> => [
  await ledgerTotals(central.db),
  await central.db.selectFrom('bill').selectAll().orderBy('bill_id').execute(),
  await central.db.selectFrom('payment_registry').selectAll().orderBy('payment_id').execute(),
];
const quarantined = async (): Promise<readonly string[]> => {
  const rows = await central.db
    .selectFrom('quarantined_payment')
    .select('payment_id')
    .where('kiosk_id', '=', kiosk.kioskId)
    .execute();
  return rows.map(({ payment_id }) => payment_id);
};
const release = (document: Payment, name: string): Promise<Reply | undefined> | undefined =>
  operators
    .get(name)
    ?.call('POST', `/v1/operators/quarantine/${kiosk.kioskId}/${document.paymentId}/release`);

const APART = { status: 409, json: { code: 'paymentQuarantined' } };

test('a revoked kiosk’s later payments are kept apart; earlier ones answer as ever', async () => {
  const before = await paymentFor('12345678');
  const first = await put(before);
  expect(first.status).toBe(201);
  await revoke();
  const then = await books();
  const later = await paymentFor('10000002');
  expect(await put(later)).toMatchObject(APART);
  expect(await put(later)).toMatchObject(APART);
  expect(await put(before)).toMatchObject({ status: 200, text: first.text });
  expect(await quarantined()).toEqual([later.paymentId]);
  expect(await books()).toEqual(then);
});

test('a batch of a revoked kiosk: each is told as it would be alone', async () => {
  const before = await paymentFor('10000008');
  await put(before);
  await revoke();
  const later = await paymentFor('10000002');
  const forged = { ...(await paymentFor('10000002')), totalFils: 1 };
  const payments = [later, before, forged].map((document) => ({
    paymentId: document.paymentId,
    ...kiosk.signDocument(document),
  }));
  const reply = await kiosk.call('POST', '/v1/payments/batch', { payments });
  expect(reply.status).toBe(200);
  expect(reply.json).toMatchObject({
    results: [
      { status: 'problem', code: 'paymentQuarantined' },
      { status: 'recorded', first: false },
      { status: 'problem', code: 'documentInvalid' },
    ],
  });
  expect(await quarantined()).toEqual([later.paymentId]);
});

test('everything else of a revoked kiosk is refused with one code, and changes nothing', async () => {
  const paid = await paymentFor('10000004');
  await put(paid);
  await revoke();
  const then = await books();
  const reversal = kiosk.signDocument(reversalOf(paid, 'refund', [1]));
  const tried: [Parameters<KioskClient['call']>[0], string, unknown?][] = [
    ['POST', '/v1/bills/search', { serviceId: 'ewa', reference: '10000002' }],
    ['POST', `/v1/payments/${paid.paymentId}/reversal`, reversal],
    ['GET', '/v1/kiosks/self/totals'],
    ['GET', '/v1/kiosks/commands'],
    ['GET', '/v1/kiosks/self/identity'],
    ['PUT', '/v1/kiosks/self/key', {}],
  ];
  for (const [method, path, body] of tried)
    expect(await kiosk.call(method, path, body)).toMatchObject({
      status: 403,
      json: { code: 'kioskRevoked' },
    });
  expect(await books()).toEqual(then);
});

test('what a revoked key signed stays apart also when the kiosk has another', async () => {
  const stolen = kiosk;
  await revoke();
  const anew = makeKiosk(kiosk.kioskId, central.url, central.clock);
  await enrolKiosk(central.store, anew, central.clock.wallMs());
  const old = await paymentFor('10000002');
  expect(await put(old, anew, stolen)).toMatchObject(APART);
  const own = await paymentFor('10000005');
  expect((await put(own, anew, anew)).status).toBe(201);
  // The stolen machine itself is heard as what it is: it closes, and what it charged is kept apart.
  const charged = await paymentFor('10000008');
  expect(await put(charged, stolen, stolen)).toMatchObject(APART);
  expect(await quarantined()).toContain(charged.paymentId);
  expect(await stolen.call('GET', '/v1/kiosks/self/identity')).toMatchObject({
    status: 403,
    json: { code: 'kioskRevoked' },
  });
});

test('two operators, not one twice, post what was kept apart; the kiosk then hears it', async () => {
  await revoke();
  const later = await paymentFor('10000006');
  await put(later);
  expect(await release(later, 'amal')).toMatchObject({ json: { state: 'awaitsSecond' } });
  expect(await release(later, 'amal')).toMatchObject({ json: { state: 'awaitsSecond' } });
  expect(await put(later)).toMatchObject(APART);
  expect(await release(later, 'badr')).toMatchObject({ json: { state: 'released' } });
  expect(await release(later, 'badr')).toMatchObject({ json: { state: 'released' } });
  expect(await put(later)).toMatchObject({ status: 200, json: { lines: [{ status: 'posted' }] } });
  const paid = await central.db
    .selectFrom('bill')
    .selectAll()
    .where('bill_id', '=', later.lines[0]?.billId ?? '')
    .executeTakeFirstOrThrow();
  expect(paid.paid_fils).toBe(paid.amount_fils);
  const unknown = await paymentFor('10000002');
  expect(await release(unknown, 'amal')).toMatchObject({ status: 404 });
});
