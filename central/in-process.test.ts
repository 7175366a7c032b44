import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { BillSearchResponse, PaymentOutcome } from '../contract/gateway.ts';
import { demoAccounts } from './demo/accounts.ts';
import { createCentralInProcess, type InProcess } from './in-process.ts';
import { catalogueKeyOf } from './keys.ts';
import { type ModelStore, modelStore } from './store/model/store.ts';
import { paymentOf, reversalOf } from './testing/documents.ts';
import { type HandClock, handClock } from './testing/hand-clock.ts';
import {
  type KioskClient,
  makeKiosk,
  type Method,
  type Reply,
  toReply,
} from './testing/kiosk-client.ts';
import { TEST_START_MS } from './testing/test-central.ts';

const URL = 'http://central.test';
const PRIVATE_KEY = generateKeyPairSync('ed25519').privateKey;

let clock: HandClock;
let kiosk: KioskClient;
let central: InProcess<ModelStore>;
let bugs: unknown[];

beforeEach(async () => {
  clock = handClock(TEST_START_MS);
  kiosk = makeKiosk('kiosk-1', URL, clock);
  const store = modelStore();
  store.addAccounts(demoAccounts(10));
  bugs = [];
  central = await createCentralInProcess({
    store,
    clock,
    random: randomBytes,
    catalogueKey: catalogueKeyOf(PRIVATE_KEY),
    kiosks: { [kiosk.kioskId]: kiosk.publicKey },
    onBug: (error) => bugs.push(error),
  });
});

const call = async (method: Method, path: string, content?: unknown): Promise<Reply> => {
  const body = content === undefined ? null : JSON.stringify(content);
  const headers = await kiosk.headers(method, `${URL}${path}`, body ?? undefined);
  return toReply(await central.fetch(`${URL}${path}`, { method, headers, body }));
};

test('a payment from search to receipt, and its refused twin back to the card', async () => {
  const found = await call('POST', '/v1/bills/search', { serviceId: 'ewa', reference: '12345678' });
  const [bill] = (found.json as BillSearchResponse).bills;
  const line = { billId: bill?.billId ?? '', reference: '12345678', amountFils: 32_569 };
  const { document, slipCode } = paymentOf('kiosk-1', [line]);
  const bills = [{ serviceId: 'ewa', billId: line.billId, amountFils: line.amountFils }];
  const held = await call('POST', '/v1/holds', { paymentId: document.paymentId, bills });
  expect(held.json).toMatchObject({ fence: 1 });
  const signed = kiosk.signDocument(document);
  const path = `/v1/payments/${document.paymentId}`;
  const first = await call('PUT', path, signed);
  const again = await call('PUT', path, signed);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
  expect(central.store.tables.hold.size).toBe(0);
  expect((await call('POST', '/v1/receipts/search', { slipCode })).json).toMatchObject({
    totalFils: 32_569,
  });

  const twin = paymentOf('kiosk-1', [line]).document;
  const refused = await call('PUT', `/v1/payments/${twin.paymentId}`, kiosk.signDocument(twin));
  expect((refused.json as PaymentOutcome).lines).toMatchObject([{ reason: 'alreadyPaid' }]);
  const back = kiosk.signDocument(reversalOf(twin, 'refund', [1]));
  const returned = await call('POST', `/v1/payments/${twin.paymentId}/reversal`, back);
  expect(returned.json).toMatchObject({ status: 'refunded', amountFils: 32_569 });
  expect((await call('GET', '/v1/kiosks/self/totals')).json).toMatchObject({
    payments: { count: 2 },
    posted: { count: 1 },
    refunded: { count: 1 },
  });
  expect(await central.store.ledgerTotals()).toMatchObject({ sumFils: 0 });
  expect(bugs).toEqual([]);
});

test('what is open needs no signature, anything else is refused without one', async () => {
  const ask = (method: Method, path: string): Promise<Response> =>
    central.fetch(`${URL}${path}`, { method, headers: {}, body: null });
  const health = await ask('GET', '/v1/health');
  expect(health.headers.get('date')).toBe(new Date(clock.wallMs()).toUTCString());
  expect((await ask('GET', '/v1/catalogue')).status).toBe(200);
  expect((await ask('GET', '/v1/kiosks/self/totals')).status).toBe(401);
  expect((await ask('GET', '/v1/nothing')).status).toBe(404);
});

test('a replayed request and a body that is not as signed are refused', async () => {
  const path = '/v1/bills/search';
  const body = JSON.stringify({ serviceId: 'ewa', reference: '12345678' });
  const headers = await kiosk.headers('POST', `${URL}${path}`, body);
  const send = async (text: string): Promise<number> =>
    (await central.fetch(`${URL}${path}`, { method: 'POST', headers, body: text })).status;
  expect(await send(`${body} `)).toBe(401);
  expect(await send(body)).toBe(200);
  expect(await send(body)).toBe(401);
});

test('what is not as the contract says is a bad request; a store that fails says nothing', async () => {
  expect(await call('POST', '/v1/bills/search', { serviceId: 7 })).toMatchObject({
    status: 400,
    json: { code: 'badRequest' },
  });
  expect((await call('PUT', '/v1/payments/none', kiosk.signDocument({}))).status).toBe(400);
  Object.assign(central.store, { kioskTotals: () => Promise.reject(new Error('gone')) });
  expect((await call('GET', '/v1/kiosks/self/totals')).status).toBe(500);
  expect(bugs).toHaveLength(1);
});
