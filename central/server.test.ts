import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatewayProblemSchema } from '../contract/gateway.ts';
import { type KioskClient, type Reply, toReply } from './testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from './testing/test-central.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral(undefined, 0);
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const SEARCH = '/v1/bills/search';

/** Sends any text as a body, properly signed. */
const sendRaw = async (body: string, type = 'application/json'): Promise<Reply> => {
  const url = `${central.url}${SEARCH}`;
  const headers = { ...(await kiosk.headers('POST', url, body)), 'content-type': type };
  return toReply(await fetch(url, { method: 'POST', headers, body }));
};

const isProblem = (reply: Reply, status: number, code: string): void => {
  expect(reply.status).toBe(status);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
  expect(gatewayProblemSchema.parse(reply.json)).toMatchObject({ status, code });
  expect(reply.text).not.toMatch(/node_modules|\bat .*\.ts/u);
};

test.each(['', '{', 'null', '[]', '"x"', '<html>', '{"__proto__":{"a":1}}', '\u0000'])(
  'a body of %j is a bad request',
  async (body) => {
    isProblem(await sendRaw(body), 400, 'badRequest');
  },
);

test('what a field held is never echoed', async () => {
  const reply = await sendRaw(JSON.stringify({ serviceId: 'ewa', reference: 'SECRET-NAME' }));
  isProblem(reply, 400, 'badRequest');
  expect(reply.text).toContain('reference');
  expect(reply.text).not.toContain('SECRET-NAME');
});

test('unknown fields are left aside, so that newer kiosks can talk to older gateways', async () => {
  const body = JSON.stringify({ serviceId: 'ewa', reference: '12345678', later: true });
  expect((await sendRaw(body)).status).toBe(200);
});

test('a body that is too large or no JSON is refused', async () => {
  isProblem(await sendRaw(JSON.stringify({ x: 'x'.repeat(140_000) })), 413, 'badRequest');
  isProblem(await sendRaw('a=1', 'application/x-www-form-urlencoded'), 415, 'badRequest');
});

test('an address that is not ours is not found, whatever is in it', async () => {
  for (const path of ['/', '/v1/payments', '/v1/nothing', `/v1/${'x'.repeat(2_000)}`, '/..%2f..'])
    isProblem(await toReply(await fetch(`${central.url}${path}`)), 404, 'notFound');
  isProblem(await toReply(await fetch(`${central.url}/v1/%E0%A4%A`)), 400, 'badRequest');
});

test('an id that is none is refused before anything is asked of the database', async () => {
  const path = '/v1/payments/00000000-0000-4000-8000-000000000000';
  isProblem(
    await kiosk.call('PUT', path, { document: '{}', keyId: 'k', signature: 's' }),
    400,
    'badRequest',
  );
});

test('what is not HTTP gets a problem and the connection ends', async () => {
  const { port } = new URL(central.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.end('\u0006\u0000\u0000\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('utf8')));
    socket.on('close', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /u);
  expect(answer).toContain('"code":"badRequest"');
});

test('a failing database is an untyped 500 that says nothing of any payment', async () => {
  const broken = await startTestCentral(undefined, 0);
  const other = await broken.kiosk('kiosk-1');
  await broken.db.schema.dropView('ledger_entry').execute();
  await broken.db.schema.dropTable('ledger_transfer').execute();
  const reply = await other.call('GET', '/v1/kiosks/self/totals');
  expect(reply.status).toBe(500);
  expect(reply.json).toEqual({ type: 'about:blank', title: 'The gateway failed', status: 500 });
  await broken.db.destroy();
  expect((await other.call('GET', '/v1/kiosks/self/totals')).status).toBe(500);
  expect((await fetch(`${broken.url}/v1/health`)).status).toBe(500);
  await broken.stop();
});

test('health needs no signature and tells the time', async () => {
  expect((await toReply(await fetch(`${central.url}/v1/health`))).json).toEqual({
    status: 'ok',
    time: new Date(central.clock.wallMs()).toISOString(),
  });
});
