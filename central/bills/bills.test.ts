import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BillSearchResponse, HoldResponse } from '../../contract/gateway.ts';
import { newPaymentId } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, TEST_START_MS, type TestCentral } from '../testing/test-central.ts';
import { HOLD_MS } from './holds.ts';

let central: TestCentral;
let kiosk: KioskClient;
let other: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
  other = await central.kiosk('kiosk-2');
}, 60_000);
afterAll(() => central.stop());

const search = (reference: string, serviceId = 'ewa'): Promise<Reply> =>
  kiosk.call('POST', '/v1/bills/search', { serviceId, reference });

const billsOf = async (
  reference: string,
): Promise<{ serviceId: string; billId: string; amountFils: number }[]> =>
  ((await search(reference)).json as BillSearchResponse).bills.map(({ billId, amountFils }) => ({
    serviceId: 'ewa',
    billId,
    amountFils,
  }));

const hold = (from: KioskClient, paymentId: string, bills: unknown): Promise<Reply> =>
  from.call('POST', '/v1/holds', { paymentId, bills });

const heldBy = async (billId: string): Promise<string | undefined> =>
  (
    await central.db
      .selectFrom('bill_hold')
      .select('payment_id')
      .where('bill_id', '=', billId)
      .executeTakeFirst()
  )?.payment_id;

test('a search finds what is due, in both languages, and masks the payer', async () => {
  expect((await search('12345678')).json).toEqual({
    payerName: { ar: 'أ*** م***', en: 'A*** M***' },
    bills: [
      {
        billId: 'EWA-2610-12345678',
        title: { ar: 'كهرباء وماء، أكتوبر 2026', en: 'Electricity and water, October 2026' },
        detail: { ar: 'الاستهلاك 2036 وحدة كهرباء', en: '2036 units of electricity used' },
        amountFils: 32_569,
        dueDate: '2026-12-10',
      },
    ],
  });
});

test('several bills come oldest first', async () => {
  const { bills } = (await search('10000002')).json as BillSearchResponse;
  expect(bills.map(({ dueDate }) => dueDate)).toEqual(['2026-11-10', '2026-12-10']);
});

test('nothing due is no error; unknown references and services are', async () => {
  expect((await search('20000000')).json).toEqual({
    payerName: { ar: 'ف*** ح***', en: 'F*** H***' },
    bills: [],
  });
  expect((await search('900101125', 'traffic')).json).toMatchObject({ bills: [] });
  expect(await search('99999999')).toMatchObject({
    status: 404,
    json: { code: 'unknownReference' },
  });
  expect(await search('900101123')).toMatchObject({ json: { code: 'unknownReference' } });
  expect(await search('1', 'parking')).toMatchObject({
    status: 404,
    json: { code: 'unknownService' },
  });
});

test.each(['', 'abc', '12 345', '١٢٣', '1'.repeat(33), "1' or '1'='1"])(
  'a reference of %j is a bad request',
  async (reference) => {
    expect(await search(reference)).toMatchObject({ status: 400, json: { code: 'badRequest' } });
  },
);

test('a hold keeps other kiosks away until it expires; asking again prolongs it', async () => {
  const bills = await billsOf('10000001');
  const [mine, theirs] = [newPaymentId(), newPaymentId()];
  const first = (await hold(kiosk, mine, bills)).json as HoldResponse;
  expect(first).toEqual({
    paymentId: mine,
    fence: 1,
    expiresAt: new Date(central.clock.wallMs() + HOLD_MS).toISOString(),
  });
  expect(await hold(other, theirs, bills)).toMatchObject({
    status: 409,
    json: { code: 'billHeld' },
  });

  central.clock.advance(HOLD_MS - 1);
  const prolonged = (await hold(kiosk, mine, bills)).json as HoldResponse;
  expect(prolonged.fence).toBe(first.fence);
  expect(Date.parse(prolonged.expiresAt)).toBe(central.clock.wallMs() + HOLD_MS);

  central.clock.advance(HOLD_MS - 1);
  expect((await hold(other, theirs, bills)).status).toBe(409);
  central.clock.advance(1);
  expect((await hold(other, theirs, bills)).json).toMatchObject({ fence: 2 });
  expect(await hold(kiosk, mine, bills)).toMatchObject({ json: { code: 'billHeld' } });
});

test('a newer payment of the same kiosk takes over its earlier hold', async () => {
  const bills = await billsOf('10000003');
  expect((await hold(kiosk, newPaymentId(), bills)).json).toMatchObject({ fence: 1 });
  expect((await hold(kiosk, newPaymentId(), bills)).json).toMatchObject({ fence: 2 });
});

test('all bills are held or none', async () => {
  const [free] = await billsOf('10000005');
  const held = await billsOf('30000001');
  const reply = await hold(kiosk, newPaymentId(), [free, ...held]);
  expect(reply).toMatchObject({ status: 409, json: { code: 'billHeld' } });
  expect(await heldBy(free?.billId ?? '')).toBeUndefined();
});

test('a hold of bills with different fences fences all of them off', async () => {
  const [a] = await billsOf('10000007');
  const [b] = await billsOf('10000009');
  await hold(kiosk, newPaymentId(), [a]);
  await hold(kiosk, newPaymentId(), [a]);
  const both = newPaymentId();
  expect((await hold(kiosk, both, [a, b])).json).toMatchObject({ fence: 3 });
  expect((await hold(kiosk, both, [a, b])).json).toMatchObject({ fence: 3 });
});

test('what is not due, or due differently, cannot be held', async () => {
  const [bill] = await billsOf('10000011');
  for (const bills of [
    [{ ...bill, amountFils: (bill?.amountFils ?? 0) + 1 }],
    [{ ...bill, billId: 'EWA-2610-00000000' }],
    [{ ...bill, serviceId: 'traffic' }],
    [bill, bill],
  ])
    expect(await hold(kiosk, newPaymentId(), bills)).toMatchObject({
      status: 409,
      json: { code: 'billNotDue' },
    });
  expect(await hold(kiosk, newPaymentId(), [{ ...bill, serviceId: 'parking' }])).toMatchObject({
    status: 404,
    json: { code: 'unknownService' },
  });
  expect(await heldBy(bill?.billId ?? '')).toBeUndefined();
});

test('of a service that takes parts a part can be held, not below the least; of others only all', async () => {
  const due = (await search('022026004711/900101123', 'execution')).json as BillSearchResponse;
  const part = (amountFils: number) => [
    { serviceId: 'execution', billId: due.bills[0]?.billId, amountFils },
  ];
  expect((await hold(kiosk, newPaymentId(), part(10_000))).status).toBe(200);
  expect(await hold(kiosk, newPaymentId(), part(9_999))).toMatchObject({
    json: { code: 'billNotDue' },
  });
  const whole = (await search('2610004711', 'vehicle-new')).json as BillSearchResponse;
  const [bill] = whole.bills;
  expect(
    await hold(kiosk, newPaymentId(), [
      {
        serviceId: 'vehicle-new',
        billId: bill?.billId,
        amountFils: (bill?.amountFils ?? 0) - 10_000,
      },
    ]),
  ).toMatchObject({ json: { code: 'billNotDue' } });
});

test('a bill says what it is made up of where its service has fees', async () => {
  const { bills } = (await search('123456/900101123', 'vehicle-renewal'))
    .json as BillSearchResponse;
  expect(bills[0]).toMatchObject({
    amountFils: 20_000,
    parts: [
      { title: { en: 'Registration for one year' }, amountFils: 19_000 },
      { title: { en: 'Ownership certificate fee' }, amountFils: 1_000 },
    ],
  });
  expect((await billsOf('10000017')).every((bill) => !('parts' in bill))).toBe(true);
});

test('a hold can be let go of by its own kiosk only, any number of times', async () => {
  const bills = await billsOf('10000013');
  const paymentId = newPaymentId();
  await hold(kiosk, paymentId, bills);
  expect((await other.call('DELETE', `/v1/holds/${paymentId}`)).status).toBe(204);
  expect(await heldBy(bills[0]?.billId ?? '')).toBe(paymentId);
  expect((await kiosk.call('DELETE', `/v1/holds/${paymentId}`)).status).toBe(204);
  expect((await kiosk.call('DELETE', `/v1/holds/${paymentId}`)).status).toBe(204);
  expect((await hold(other, newPaymentId(), bills)).status).toBe(200);
});

test('the bill held for ever elsewhere stays so', async () => {
  const bills = await billsOf('30000001');
  central.clock.advance(365 * 86_400_000);
  expect((await hold(kiosk, newPaymentId(), bills)).status).toBe(409);
  central.clock.advance(TEST_START_MS - central.clock.wallMs());
});
