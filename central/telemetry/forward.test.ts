import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withTables } from '../database/open.ts';
import { pgliteDialect } from '../database/pglite.ts';
import type { Database } from '../database/schema.ts';
import { forwardOnce, trimWaiting } from './forward.ts';
import { storeBatch } from './store.ts';

let db: Database;
let server: Server | null = null;
beforeAll(async () => {
  db = await withTables(pgliteDialect());
}, 60_000);
afterAll(() => db.destroy());
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  await db.deleteFrom('health_forward').execute();
});

type Got = { readonly path: string; readonly body: string; readonly secret: string | undefined };

/** A collector that answers with these codes, one after another, then with 200. */
const collector = async (...statuses: number[]) => {
  const got: Got[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const secret = request.headers['x-secret']?.toString();
      got.push({ path: request.url ?? '', body, secret });
      response.writeHead(statuses.shift() ?? 200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((listening.address() as AddressInfo).port)}/`;
  return { got, to: { url, headers: { 'x-secret': 'key' } } };
};
const NOW = Date.UTC(2026, 10, 22);
let batch = 0;
const tell = async (forward: string, number = ++batch): Promise<void> => {
  const nothing = { lines: [], spans: [], metrics: [] };
  const name = { kioskId: 'k', buffer: 'b'.repeat(16), batch: number };
  await storeBatch(db, { ...name, ...nothing, signal: 'logs', forward }, NOW);
};
const waiting = async (): Promise<string[]> =>
  (await db.selectFrom('health_forward').select('body').orderBy('id').execute()).map(
    ({ body }) => body,
  );

test('every batch is handed on once, in order, where OTLP/HTTP has it; a repeat is not', async () => {
  const { got, to } = await collector();
  await tell('{"n":1}');
  await tell('{"n":2}');
  await tell('{"n":2}', batch);
  expect(await forwardOnce(db, to, NOW)).toEqual({ handedOn: 2, refused: 0, away: false });
  expect(got).toEqual([
    { path: '/v1/logs', body: '{"n":1}', secret: 'key' },
    { path: '/v1/logs', body: '{"n":2}', secret: 'key' },
  ]);
  expect(await waiting()).toEqual([]);
});

test.each([503, 429, 500])(
  'what it answers with %i waits and is handed on later',
  async (status) => {
    const { got, to } = await collector(200, status);
    for (const n of [1, 2, 3]) await tell(`{"n":${String(n)}}`);
    expect(await forwardOnce(db, to, NOW)).toEqual({ handedOn: 1, refused: 0, away: true });
    expect(await waiting()).toEqual(['{"n":2}', '{"n":3}']);
    expect(await forwardOnce(db, to, NOW)).toMatchObject({ handedOn: 2, away: false });
    expect(got.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":2}', '{"n":3}']);
  },
);

test('what it refuses for good does not stand in the way of the rest', async () => {
  const { to } = await collector(400);
  await tell('{"n":1}');
  await tell('{"n":2}');
  expect(await forwardOnce(db, to, NOW)).toEqual({ handedOn: 1, refused: 1, away: false });
  expect(await waiting()).toEqual([]);
});

test('a batch that another replica is handing on is left to it, until its time is over', async () => {
  const { got, to } = await collector();
  await tell('{"n":1}');
  await db
    .updateTable('health_forward')
    .set({ claimed_until_ms: NOW + 1_000 })
    .execute();
  expect(await forwardOnce(db, to, NOW)).toMatchObject({ handedOn: 0 });
  expect(got).toEqual([]);
  expect(await forwardOnce(db, to, NOW + 1_001)).toMatchObject({ handedOn: 1 });
});

test('a collector that stays away costs the oldest', async () => {
  for (const n of [1, 2, 3, 4]) await tell(`{"n":${String(n)}}`);
  expect(await trimWaiting(db, 2)).toBe(2);
  expect(await waiting()).toEqual(['{"n":3}', '{"n":4}']);
  expect(await trimWaiting(db, 2)).toBe(0);
});
