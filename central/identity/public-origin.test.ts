import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildServer } from '../server.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

let central: TestCentral;
let kiosk: KioskClient;
let behindTls: FastifyInstance;

beforeAll(async () => {
  central = await startTestCentral(undefined, 0);
  kiosk = await central.kiosk('kiosk-1');
  behindTls = await buildServer({
    db: central.db,
    clock: central.clock,
    catalogueKey: central.catalogueKey,
    publicOrigins: ['https://gateway.example'],
  });
  await behindTls.listen({ host: '127.0.0.1', port: 0 });
}, 60_000);
afterAll(async () => {
  await behindTls.close();
  await central.stop();
});

/** Sends a request signed for `signedFor` to `port` with that `Host`, as a proxy would pass it on. */
const through = async (port: number, host: string, signedFor: string): Promise<number> => {
  const path = '/v1/kiosks/self/totals';
  const headers = { ...(await kiosk.headers('GET', `${signedFor}${path}`)), host };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
};

test('without public origins the Host header as sent is the address that was signed', async () => {
  const port = Number(new URL(central.url).port);
  expect(await through(port, '127.0.0.1:9999', 'http://127.0.0.1:9999')).toBe(200);
  expect(await through(port, '127.0.0.1:9999', 'http://127.0.0.1:9998')).toBe(401);
});

test('with public origins only those addresses count', async () => {
  const { port } = behindTls.server.address() as AddressInfo;
  expect(await through(port, 'gateway.example', 'https://gateway.example')).toBe(200);
  expect(await through(port, 'gateway.example', 'http://gateway.example')).toBe(401);
  const local = `127.0.0.1:${String(port)}`;
  expect(await through(port, local, `http://${local}`)).toBe(401);
});
