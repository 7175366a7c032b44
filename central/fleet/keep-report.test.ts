import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReportingKiosk, reportingKiosk } from '../testing/status-reports.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { revokeKiosk } from '../enrolment/decide.ts';
import { evaluateAlerts } from './evaluate.ts';
import { kioskFacts, rowOf } from './rows.ts';
import { timelineOf } from './timeline.ts';

const MINUTE = 60_000;
const LIMITS = {
  offlineMs: 10 * MINUTE,
  notSellingMs: 5 * MINUTE,
  paperReceipts: 40,
  exposureFils: 500_000,
  inDoubtMs: 60 * MINUTE,
  clockSkewMs: MINUTE,
};
let central: TestCentral;
let seed = 0;
beforeAll(async () => {
  central = await startTestCentral();
}, 60_000);
afterAll(async () => central.stop());

const kiosk = async (): Promise<ReportingKiosk> => {
  seed += 1;
  return reportingKiosk(await central.kiosk(`kiosk-${String(seed)}`), central.clock, seed);
};
const told = async (kioskId: string): Promise<readonly string[]> => {
  const rows = await central.db
    .selectFrom('fleet_change')
    .select(['subject', 'state'])
    .where('kiosk_id', '=', kioskId)
    .orderBy('id')
    .execute();
  return rows.map(({ subject, state }) => `${subject} ${state}`);
};
const row = async (kioskId: string) => {
  const [facts] = await kioskFacts(central.db, kioskId);
  if (facts === undefined) throw new Error('no such kiosk');
  return rowOf(facts, central.clock.wallMs());
};

test('a kiosk is what it said last, and its story what became otherwise', async () => {
  const { report, kioskId } = await kiosk();
  expect(await row(kioskId)).toMatchObject({ state: 'never', version: null });
  expect((await report()).status).toBe(200);
  expect(await row(kioskId)).toMatchObject({ state: 'selling', version: '0.1.0', paperLeft: 400 });
  central.clock.advance(MINUTE);
  await report({ states: { sales: 'terminalAway', terminal: 'offline' } });
  expect(await row(kioskId)).toMatchObject({
    state: 'notSelling',
    why: 'terminalAway',
    troubles: [{ subject: 'terminal', state: 'offline' }],
  });
  central.clock.advance(MINUTE);
  await report();
  expect(await told(kioskId)).toEqual([
    'engine firstHeard',
    'sales terminalAway',
    'terminal offline',
    'sales open',
    'terminal online',
  ]);
});

test('what changed and changed back between two reports is told, once', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  central.clock.advance(MINUTE);
  const at = new Date(central.clock.wallMs()).toISOString();
  const changes = [
    { number: 1, at, subject: 'cover', state: 'open' },
    { number: 2, at, subject: 'cover', state: 'closed' },
  ];
  await report({ changes });
  await report({ changes });
  await report({
    changes: [...changes, { number: 3, at, subject: 'paper', state: 'low' }],
    states: { paper: 'low' },
  });
  expect(await told(kioskId)).toEqual([
    'engine firstHeard',
    'cover open',
    'cover closed',
    'paper low',
  ]);
});

test('an older report of the same run changes nothing', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  await report({ number: 7, paperLeft: 10 });
  await report({ number: 6, paperLeft: 90, states: { sales: 'door' } });
  expect(await row(kioskId)).toMatchObject({ paperLeft: 10, state: 'selling' });
});

test('a new run says that the engine started, when it did, and goes on from how things stood', async () => {
  const { report, restart, kioskId } = await kiosk();
  await report();
  restart();
  central.clock.advance(3 * MINUTE);
  await report({ states: { terminal: 'offline', sales: 'terminalAway' }, version: '0.2.0' });
  expect(await told(kioskId)).toEqual([
    'engine firstHeard',
    'engine started',
    'version 0.2.0',
    'sales terminalAway',
    'terminal offline',
  ]);
});

test('a kiosk whose clock is wrong is told by ours, and by how much it is wrong', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  central.clock.advance(5 * MINUTE);
  const wrong = new Date(central.clock.wallMs() + 3 * 3_600_000).toISOString();
  await report({ at: wrong, changes: [{ number: 1, at: wrong, subject: 'door', state: 'open' }] });
  expect((await row(kioskId)).skewMs).toBe(3 * 3_600_000);
  const nowMs = central.clock.wallMs();
  const { entries } = await timelineOf(central.db, { kioskId, fromMs: nowMs, toMs: nowMs + 1 });
  expect(entries.map(({ subject }) => subject)).toEqual(['door']);
});

test('who is not heard of is silent; who tells only its log does not sell', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  central.clock.advance(11 * MINUTE);
  expect(await row(kioskId)).toMatchObject({ state: 'silent', why: null });
  await central.db
    .insertInto('health_batch')
    .values({
      kiosk_id: kioskId,
      buffer: 'b',
      signal: 'logs',
      batch: 1,
      received_ms: central.clock.wallMs(),
    })
    .execute();
  expect(await row(kioskId)).toMatchObject({ state: 'notSelling', why: 'logOnly' });
});

test('a kiosk that was revoked is said to be, and nobody is told that it is silent', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  const revoked = await revokeKiosk(central.db, {
    kioskId,
    by: 'op',
    nowMs: central.clock.wallMs(),
  });
  expect(revoked.ok).toBe(true);
  central.clock.advance(24 * 60 * MINUTE);
  expect(await row(kioskId)).toMatchObject({ state: 'revoked', why: null });
  await evaluateAlerts(central.db, LIMITS, [], central.clock.wallMs());
  const told = await central.db
    .selectFrom('fleet_alert')
    .select('rule')
    .where('kiosk_id', '=', kioskId)
    .execute();
  expect(told).toEqual([]);
});

test('a timeline says how things stood before it, and when each was over', async () => {
  const { report, kioskId } = await kiosk();
  await report();
  central.clock.advance(MINUTE);
  const stoppedMs = central.clock.wallMs();
  await report({ states: { sales: 'door' } });
  central.clock.advance(20 * MINUTE);
  await report();
  const stop = await timelineOf(central.db, { kioskId, fromMs: stoppedMs, toMs: stoppedMs + 1 });
  expect(stop.entries).toEqual([
    {
      at: new Date(stoppedMs).toISOString(),
      kind: 'change',
      subject: 'sales',
      state: 'door',
      until: new Date(stoppedMs + 20 * MINUTE).toISOString(),
    },
  ]);
  const after = { kioskId, fromMs: stoppedMs + 1, toMs: stoppedMs + 2 };
  expect(await timelineOf(central.db, after)).toEqual({ before: 'door', entries: [] });
});
