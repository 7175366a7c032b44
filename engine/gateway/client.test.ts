import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { makePaymentId } from '../../contract/ids.ts';
import { ensureKioskKey } from '../keys/kiosk-key.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { createGateway, type Gateway } from './client.ts';
import { createRequestSigner } from './request-signature.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

const folder = temporaryFolder();
const key = ensureKioskKey(folder.path);
folder.remove();

const gatewayAgainst = async (
  listener: RequestListener,
  online: boolean[] = [],
): Promise<Gateway> => {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return createGateway({
    clock: systemClock,
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    timeoutMs: 300,
    onContact: (contact) => online.push(contact.online),
    signer: createRequestSigner({
      kioskId: 'KSK-1',
      key,
      clock: systemClock,
      random: (n) => randomBytes(n),
    }),
  });
};
const json =
  (status: number, value: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
const bill = {
  billId: 'b1',
  title: { ar: 'أ', en: 'a' },
  detail: { ar: 'أ', en: 'a' },
  amountFils: 100,
  dueDate: '2026-12-01',
};
const bills = (amountFils: unknown) => ({
  payerName: { ar: 'أ*** م***', en: 'A*** M***' },
  bills: [{ ...bill, amountFils }],
});
const id = makePaymentId(1_790_000_000_000, (n) => randomBytes(n));
const document = { document: '{}', keyId: 'k', signature: 's' };

describe('an answer that can be used', () => {
  test('is returned', async () => {
    const gateway = await gatewayAgainst(json(200, bills(12_500)));
    expect(await gateway.searchBills('ewa', '12345678')).toMatchObject({
      ok: true,
      value: { bills: [{ amountFils: 12_500 }] },
    });
  });
  test('a typed refusal keeps its code', async () => {
    const gateway = await gatewayAgainst(
      json(404, { type: 'about:blank', title: 'x', status: 404, code: 'unknownReference' }),
    );
    expect(await gateway.searchBills('ewa', '1')).toEqual({
      ok: false,
      error: { kind: 'problem', code: 'unknownReference', status: 404 },
    });
  });
});

describe('nothing that may change a state', () => {
  test.each<[string, RequestListener]>([
    ['HTML with 200', (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['HTML with 404', (_q, r) => r.writeHead(404).end('<h1>Not found</h1>')],
    ['500 with JSON', json(500, { code: 'documentDiffers' })],
    [
      '503 that looks typed',
      json(503, { type: 'about:blank', title: 'x', status: 503, code: 'documentDiffers' }),
    ],
    [
      '401 typed',
      json(401, { type: 'about:blank', title: 'x', status: 401, code: 'notAuthenticated' }),
    ],
    [
      '401 of an unknown kiosk',
      json(401, { type: 'about:blank', title: 'x', status: 401, code: 'notEnrolled' }),
    ],
    [
      '403 of a revoked kiosk',
      json(403, { type: 'about:blank', title: 'x', status: 403, code: 'kioskRevoked' }),
    ],
    ['409 untyped', json(409, { error: 'conflict' })],
    [
      'an unknown code',
      json(400, { type: 'about:blank', title: 'x', status: 400, code: 'somethingNew' }),
    ],
    ['an empty body', (_q, r) => r.writeHead(200).end()],
    ['half a JSON', (_q, r) => r.writeHead(200).end('{"paymentId":')],
  ])('%s is trouble', async (_name, listener) => {
    const gateway = await gatewayAgainst(listener);
    expect(await gateway.submit(id, document)).toMatchObject({
      ok: false,
      error: { kind: 'trouble' },
    });
  });

  test.each<[string, RequestListener]>([
    ['silence', () => undefined],
    ['a closed connection', (q) => q.socket.destroy()],
    ['garbage instead of HTTP', (q) => q.socket.end('\u0010\u0002 nonsense\r\n')],
    [
      'a redirect elsewhere',
      (_q, r) => r.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    [
      'an endless body',
      (_q, r) => {
        const more = (): void => {
          while (r.write('x'.repeat(65_536)));
          r.once('drain', more);
        };
        more();
      },
    ],
  ])('%s is away', async (_name, listener) => {
    const gateway = await gatewayAgainst(listener);
    expect(await gateway.submit(id, document)).toEqual({ ok: false, error: { kind: 'away' } });
  });

  test.each([0, -5, 12.5, '12500', 1e12, null])('an amount of %j is trouble', async (amount) => {
    const gateway = await gatewayAgainst(json(200, bills(amount)));
    expect(await gateway.searchBills('ewa', '12345678')).toMatchObject({
      ok: false,
      error: { kind: 'trouble' },
    });
  });
});

test('an unusable answer about one payment does not say that the gateway is away', async () => {
  const heard: boolean[] = [];
  const gateway = await gatewayAgainst(json(500, {}), heard);
  const answers = [
    await gateway.submit(id, document),
    await gateway.submitBatch([{ ...document, paymentId: id }]),
    await gateway.reverse(id, document),
  ];
  expect(heard).toEqual([]);
  const health = await gateway.health();
  expect([...answers, health].some(({ ok }) => ok)).toBe(false);
  expect(heard).toEqual([false]);
});

test.each<[string, RequestListener, boolean]>([
  ['none', (q) => q.socket.destroy(), false],
  [
    'a typed refusal',
    json(409, { type: 'about:blank', title: 'x', status: 409, code: 'documentDiffers' }),
    true,
  ],
])('an answer about one payment that is %s says so', async (_what, listener, online) => {
  const heard: boolean[] = [];
  const gateway = await gatewayAgainst(listener, heard);
  expect((await gateway.submit(id, document)).ok).toBe(false);
  expect(heard).toEqual([online]);
});

test('every attempt carries the same body under a signature of its own', async () => {
  const seen: { body: string; signature: unknown; input: string }[] = [];
  const gateway = await gatewayAgainst((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { signature, 'signature-input': input } = request.headers;
      seen.push({ body, signature, input: String(input) });
      response.writeHead(500).end();
    });
  });
  for (let attempt = 0; attempt < 2; attempt++) {
    expect(await gateway.submit(id, document)).toMatchObject({ ok: false });
  }
  expect(seen).toHaveLength(2);
  expect(seen[0]?.body).toBe(seen[1]?.body);
  expect(seen[0]?.signature).not.toBe(seen[1]?.signature);
  expect(seen[0]?.input).toMatch(
    /^kiosk=\("@method" "@target-uri" "content-digest"\);created=\d+;nonce="[^"]+";keyid="KSK-1";alg="ed25519"$/u,
  );
});
