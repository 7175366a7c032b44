import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { withTables } from '../database/open.ts';
import { pgliteDialect } from '../database/pglite.ts';
import type { Database } from '../database/schema.ts';
import { enrolOperator } from '../decisions/operators.ts';
import { enrolKiosk } from '../identity/kiosks.ts';
import { ensureCatalogueKey } from '../keys.ts';
import { buildServer } from '../server.ts';
import { sqlStore } from '../store/sql/store.ts';
import { sendLines } from '../testing/health-lines.ts';
import { type KioskClient, makeKiosk } from '../testing/kiosk-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'khidma-central-'));
let db: Database;
let server: FastifyInstance;
let url: string;
let kiosk: KioskClient;
/** Signs as a kiosk does, under a name that only operators have. */
let operator: KioskClient;

beforeAll(async () => {
  db = await withTables(pgliteDialect());
  server = await buildServer({
    db,
    clock: systemClock,
    catalogueKey: ensureCatalogueKey(folder),
    health: { metricsToken: 'open sesame' },
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  kiosk = makeKiosk('kiosk-1', url, systemClock);
  await enrolKiosk(sqlStore(db), kiosk, systemClock.wallMs());
  operator = makeKiosk('amal', url, systemClock);
  const { publicKey } = operator;
  const enrolled = await enrolOperator(db, {
    name: 'amal',
    publicKey,
    nowMs: systemClock.wallMs(),
  });
  expect(enrolled.ok).toBe(true);
}, 60_000);
afterAll(async () => {
  await server.close();
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const today = () => ({
  from: new Date(systemClock.wallMs() - 3_600_000).toISOString(),
  to: new Date(systemClock.wallMs() + 60_000).toISOString(),
});
type Page = { lines: { event: string; fields: unknown }[]; next: unknown; place: string };

test('an operator finds what a kiosk told', async () => {
  const sent = { event: 'device.away', device: 'printer', level: 13, state: 'powerOff' };
  await sendLines(kiosk, systemClock, [sent, { event: 'other' }]);
  const reply = await operator.call('POST', '/v1/operators/logs/search', {
    ...today(),
    device: 'printer',
  });
  expect(reply.status).toBe(200);
  expect(reply.json).toMatchObject({
    lines: [{ event: 'device.away', level: 13, fields: { state: 'powerOff' }, saidAt: null }],
    next: null,
  });
});

test('nobody else does: no kiosk, no stranger, nobody twice with one signature', async () => {
  const path = '/v1/operators/logs/search';
  expect((await kiosk.call('POST', path, today())).status).toBe(401);
  const stranger = makeKiosk('amal', url, systemClock);
  expect((await stranger.call('POST', path, today())).status).toBe(401);
  const nonce = 'n'.repeat(20);
  expect((await operator.call('POST', path, today(), { nonce })).status).toBe(200);
  expect((await operator.call('POST', path, today(), { nonce })).status).toBe(401);
  const health = await operator.call('GET', '/v1/kiosks/self/totals');
  expect(health.status).toBe(401);
});

test('a live tail waits for a line and goes on where it was', async () => {
  const path = '/v1/operators/logs/tail';
  const first = await operator.call('POST', path, { kioskId: 'kiosk-1', waitMs: 0 });
  const { place } = first.json as Page;
  expect((first.json as Page).lines).toEqual([]);
  const waiting = operator.call('POST', path, { kioskId: 'kiosk-1', place, waitMs: 10_000 });
  await sendLines(kiosk, systemClock, [{ event: 'now' }], 2);
  const second = (await waiting).json as Page;
  expect(second.lines.map(({ event }) => event)).toEqual(['now']);
  const third = await operator.call('POST', path, { place: second.place, waitMs: 0 });
  expect((third.json as Page).lines).toEqual([]);
});

test.each([
  ['no time', {}],
  ['more than is kept', { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
  ['a level there is not', { ...today(), level: 'loud' }],
  ['too many lines', { ...today(), limit: 100_000 }],
])('a search for %s is not understood', async (_what, body) => {
  expect((await operator.call('POST', '/v1/operators/logs/search', body)).status).toBe(400);
});

test('a kiosk’s latest numbers and last contact', async () => {
  const reply = await operator.call('GET', '/v1/operators/kiosks/kiosk-1/health');
  const { lastContact } = reply.json as { lastContact: string };
  expect(Math.abs(Date.parse(lastContact) - systemClock.wallMs())).toBeLessThan(60_000);
  const unknown = await operator.call('GET', '/v1/operators/kiosks/kiosk-9/health');
  expect(unknown.json).toEqual({ lastContact: null, metrics: [] });
});

test('the numbers of the fleet are for whoever has the token', async () => {
  const asked = (headers: Record<string, string>) => fetch(`${url}/metrics`, { headers });
  expect((await asked({})).status).toBe(401);
  expect((await asked({ authorization: 'Bearer open' })).status).toBe(401);
  const reply = await asked({ authorization: 'Bearer open sesame' });
  expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await reply.text();
  expect(text).toContain('\nkhidma_kiosks_enrolled 1\n');
  expect(text).toContain('\nkhidma_health_items_total{signal="logs"} 3\n');
});
