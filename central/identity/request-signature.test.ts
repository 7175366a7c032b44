import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKiosk, type KioskClient, type Oddity, toReply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { paymentOf } from '../testing/documents.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const state = async (): Promise<unknown> => [
  await central.db.selectFrom('payment').selectAll().execute(),
  await central.db.selectFrom('bill').selectAll().orderBy('bill_id').execute(),
  await central.db.selectFrom('bill_hold').selectAll().execute(),
  await central.db.selectFrom('request_nonce').selectAll().execute(),
];

const bill = { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 };
const payment = paymentOf('kiosk-1', [bill]).document;
const PATH = `/v1/payments/${payment.paymentId}`;

/** A PUT of a good payment whose request is odd in one way. */
const putOdd = (oddity: Oddity, from = kiosk) =>
  from.call('PUT', PATH, kiosk.signDocument(payment), oddity);

const MINUTE = 60_000;
const now = (): number => central.clock.wallMs();

test.each<[string, () => ReturnType<typeof putOdd>]>([
  ['of an unknown kiosk', () => putOdd({ keyId: 'kiosk-9' })],
  [
    'by a stranger under a known name',
    () => putOdd({}, makeKiosk('kiosk-1', central.url, central.clock)),
  ],
  ['without a nonce', () => putOdd({ params: ['created', 'keyid', 'alg'] })],
  ['with a short nonce', () => putOdd({ nonce: 'abc' })],
  ['without created', () => putOdd({ params: ['nonce', 'keyid', 'alg'] })],
  ['without alg', () => putOdd({ params: ['created', 'nonce', 'keyid'] })],
  ['of another algorithm', () => putOdd({ alg: 'hmac-sha256' })],
  ['not over the body', () => putOdd({ fields: ['@method', '@target-uri'] })],
  ['not over the address', () => putOdd({ fields: ['@method', 'content-digest'] })],
  ['not over the method', () => putOdd({ fields: ['@target-uri', 'content-digest'] })],
  [
    'over a part of the digest only',
    () => putOdd({ fields: ['@method', '@target-uri', 'content-digest;key="sha-256"'] }),
  ],
  ['from long ago', () => putOdd({ createdMs: now() - 6 * MINUTE })],
  ['from the future', () => putOdd({ createdMs: now() + 6 * MINUTE })],
])('a request signature %s is refused and changes nothing', async (what, send) => {
  const before = await state();
  const reply = await send();
  expect(reply.status).toBe(401);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
  const code = what === 'of an unknown kiosk' ? 'notEnrolled' : 'notAuthenticated';
  expect(reply.json).toMatchObject({ code, status: 401 });
  expect(await state()).toEqual(before);
});

test('a clock that is wrong hears by how much, and the right time', async () => {
  const reply = await putOdd({ createdMs: now() - 412_000 });
  expect(reply.json).toMatchObject({ detail: expect.stringContaining('412 s behind') as string });
  expect(reply.headers.get('date')).toBe(new Date(now()).toUTCString());
});

test('no signature at all, and half of one, are refused', async () => {
  const bare = await toReply(await fetch(`${central.url}/v1/kiosks/self/totals`));
  expect(bare).toMatchObject({ status: 401, json: { code: 'notAuthenticated' } });
  const headers = await kiosk.headers('GET', `${central.url}/v1/kiosks/self/totals`);
  delete headers['Signature'];
  const half = await toReply(await fetch(`${central.url}/v1/kiosks/self/totals`, { headers }));
  expect(half).toMatchObject({ status: 401, json: { code: 'notAuthenticated' } });
});

test('a body other than the signed one is refused and changes nothing', async () => {
  const before = await state();
  const url = `${central.url}${PATH}`;
  const body = JSON.stringify(kiosk.signDocument(payment));
  const headers = await kiosk.headers('PUT', url, body);
  const sent = await toReply(await fetch(url, { method: 'PUT', headers, body: `${body} ` }));
  expect(sent).toMatchObject({ status: 401, json: { code: 'notAuthenticated' } });
  expect(await state()).toEqual(before);
});

test('a signature for another address or method is refused', async () => {
  const totals = `${central.url}/v1/kiosks/self/totals`;
  const elsewhere = await kiosk.headers('GET', `${central.url}/v1/health`);
  expect((await fetch(totals, { headers: elsewhere })).status).toBe(401);
  const otherQuery = await kiosk.headers('GET', totals);
  expect((await fetch(`${totals}?x=1`, { headers: otherQuery })).status).toBe(401);
  const otherMethod = await kiosk.headers('DELETE', totals);
  expect((await fetch(totals, { headers: otherMethod })).status).toBe(401);
});

test('two signatures in one request are refused', async () => {
  const url = `${central.url}/v1/kiosks/self/totals`;
  const [one, two] = [await kiosk.headers('GET', url), await kiosk.headers('GET', url)];
  const headers = {
    Signature: `${one['Signature'] ?? ''}, ${(two['Signature'] ?? '').replace('sig=', 'other=')}`,
    'Signature-Input': `${one['Signature-Input'] ?? ''}, ${(two['Signature-Input'] ?? '').replace('sig=', 'other=')}`,
  };
  expect((await fetch(url, { headers })).status).toBe(401);
});

test('a request is accepted once; its replay is refused and changes nothing', async () => {
  const url = `${central.url}${PATH}`;
  const body = JSON.stringify(kiosk.signDocument(payment));
  const init = { method: 'PUT', headers: await kiosk.headers('PUT', url, body), body };
  expect((await fetch(url, init)).status).toBe(201);
  const before = await state();
  expect(await toReply(await fetch(url, init))).toMatchObject({
    status: 401,
    json: { code: 'notAuthenticated', detail: 'This nonce was used before.' },
  });
  expect(await state()).toEqual(before);
});

test('a nonce is forgotten only when its request has long been too old', async () => {
  const nonce = 'a-nonce-to-remember';
  const totals = (): Promise<{ status: number }> =>
    kiosk.call('GET', '/v1/kiosks/self/totals', undefined, { nonce });
  expect((await totals()).status).toBe(200);
  central.clock.advance(9 * MINUTE);
  expect((await totals()).status).toBe(401);
  central.clock.advance(2 * MINUTE);
  expect((await totals()).status).toBe(200);
});

test.each(['created', 'nonce', 'keyid', 'alg'])(
  'garbage where %s belongs is refused',
  async (name) => {
    const url = `${central.url}/v1/kiosks/self/totals`;
    const headers = await kiosk.headers('GET', url);
    const input = (headers['Signature-Input'] ?? '').replace(
      new RegExp(`;${name}=("[^"]*"|[0-9]+)`, 'u'),
      `;${name}=?1`,
    );
    expect(input).toContain(`${name}=?1`);
    expect((await fetch(url, { headers: { ...headers, 'Signature-Input': input } })).status).toBe(
      401,
    );
  },
);

test.each(['', ';;;', 'sig=()', 'sig=:notbase64', 'sig=("@method");created=1'])(
  'a Signature-Input of %j is refused',
  async (input) => {
    const url = `${central.url}/v1/kiosks/self/totals`;
    const headers = { Signature: 'sig=:AAAA:', 'Signature-Input': input };
    expect((await fetch(url, { headers })).status).toBe(401);
  },
);
