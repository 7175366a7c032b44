import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from './demo/accounts.ts';
import { createCentralInProcess, type InProcess } from './in-process.ts';
import { catalogueKeyOf } from './keys.ts';
import { type ModelStore, modelStore } from './store/model/store.ts';
import { newPaymentId, paymentOf, reversalOf } from './testing/documents.ts';
import { type KioskClient, type Method, type Reply, toReply } from './testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from './testing/test-central.ts';

const ACCOUNTS = 40;
let http: TestCentral;
let kiosk: KioskClient;
let inProcess: InProcess<ModelStore>;

beforeAll(async () => {
  http = await startTestCentral(undefined, ACCOUNTS);
  kiosk = await http.kiosk('kiosk-1');
  const store = modelStore();
  store.addAccounts(demoAccounts(ACCOUNTS));
  inProcess = await createCentralInProcess({
    store,
    clock: http.clock,
    random: randomBytes,
    catalogueKey: catalogueKeyOf(generateKeyPairSync('ed25519').privateKey),
    kiosks: { 'kiosk-1': kiosk.publicKey },
  });
}, 60_000);
afterAll(() => http.stop());

/** What must be the same: all but the ministry's random numbers and the wording of a detail. */
const essence = ({ status, headers, text }: Reply): unknown => ({
  status,
  type: headers.get('content-type'),
  date: headers.get('date'),
  retryAfter: headers.get('retry-after'),
  text: text.replaceAll(/EWA-\d{12}/gu, 'EWA-').replace(/,"detail":"[^"]*"/u, ''),
});

/** One signed request, sent to both. */
const both = async (method: Method, path: string, content?: unknown): Promise<Reply> => {
  const url = `${http.url}${path}`;
  const body = content === undefined ? null : JSON.stringify(content);
  const headers = await kiosk.headers(method, url, body ?? undefined);
  const request = { method, headers, body };
  const real = await toReply(await fetch(url, request));
  expect(essence(await toReply(await inProcess.fetch(url, request)))).toEqual(essence(real));
  return real;
};

test('in process over the model and by HTTP over a database every answer is the same', async () => {
  const line = { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 };
  const { document, slipCode } = paymentOf('kiosk-1', [line]);
  const twin = paymentOf('kiosk-1', [line]).document;
  const { paymentId } = document;
  const put = (content: typeof document): Promise<Reply> =>
    both('PUT', `/v1/payments/${content.paymentId}`, kiosk.signDocument(content));
  const hold = { paymentId, bills: [{ serviceId: 'ewa', ...line, reference: undefined }] };
  const back = kiosk.signDocument(reversalOf(twin, 'refund', [1]));
  const sent = { paymentId, ...kiosk.signDocument(document) };

  const statuses = [
    await both('GET', '/v1/health'),
    await both('POST', '/v1/bills/search', { serviceId: 'ewa', reference: '12345678' }),
    await both('POST', '/v1/bills/search', { serviceId: 'ewa', reference: '99999999' }),
    await both('POST', '/v1/bills/search', { serviceId: 'none', reference: '1' }),
    await both('POST', '/v1/bills/search', { serviceId: 'ewa', reference: 'letters' }),
    await both('POST', '/v1/holds', hold),
    await both('POST', '/v1/holds', { ...hold, bills: [] }),
    await both('DELETE', `/v1/holds/${paymentId}`),
    await both('DELETE', '/v1/holds/none'),
    await put(document),
    await put(document),
    await put({ ...document, sequence: 2 }),
    await put({ ...document, totalFils: 1 as typeof document.totalFils }),
    await put(twin),
    await both('POST', '/v1/payments/batch', { payments: [sent, sent] }),
    await both('POST', `/v1/payments/${twin.paymentId}/reversal`, back),
    await both('POST', `/v1/payments/${twin.paymentId}/reversal`, back),
    await both('POST', `/v1/payments/${newPaymentId()}/reversal`, back),
    await both('POST', '/v1/receipts/search', { slipCode }),
    await both('POST', '/v1/receipts/search', { slipCode: 'x' }),
    await both('GET', '/v1/kiosks/self/totals'),
    await both('GET', '/v1/nothing'),
    await both('GET', '/v1/payments/batch'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([
    ...[200, 200, 404, 404, 400],
    ...[200, 400, 204, 400],
    ...[201, 200, 409, 422, 201, 200],
    ...[201, 200, 422],
    ...[200, 400, 200, 404, 404],
  ]);
});

test('too many tries of a slip code are refused alike', async () => {
  let reply = await both('POST', '/v1/receipts/search', { slipCode: 'x' });
  while (reply.status !== 429) reply = await both('POST', '/v1/receipts/search', { slipCode: 'x' });
  expect(reply.headers.get('retry-after')).toBe('60');
});
