import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../database/day.ts';
import { newPaymentId } from '../testing/documents.ts';
import { logsRequest, sendLines, type SampleLine } from '../testing/health-lines.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { startTestCentral, TEST_START_MS, type TestCentral } from '../testing/test-central.ts';
import { careForHealthLogs } from './care.ts';
import { courseOf } from './course.ts';
import { fleetHealth } from './fleet.ts';
import { type HealthSearch, searchHealth } from './search.ts';
import { tailHealth, tailStart } from './tail.ts';

let central: TestCentral;
let kiosks = 0;
beforeAll(async () => {
  central = await startTestCentral();
}, 60_000);
afterAll(() => central.stop());

/** A kiosk of the test's own, so that others' lines are not in the way. */
const newKiosk = (): Promise<KioskClient> => central.kiosk(`health-${String(++kiosks)}`);
const search = (more: Partial<HealthSearch>) =>
  searchHealth(central.db, {
    fromMs: TEST_START_MS - 10 * DAY_MS,
    toMs: TEST_START_MS + DAY_MS,
    limit: 100,
    ...more,
  });
const events = async (more: Partial<HealthSearch>): Promise<string[]> =>
  (await search(more)).lines.map(({ event }) => event);
const send = (kiosk: KioskClient, lines: readonly SampleLine[], batch = 1, buffer?: string) =>
  sendLines(kiosk, central.clock, lines, batch, buffer);

test('a batch that comes again, whole or under an older number, is answered and not stored', async () => {
  const kiosk = await newKiosk();
  const { kioskId } = kiosk;
  expect((await send(kiosk, [{ event: 'a' }, { event: 'b' }])).json).toEqual({
    stored: 2,
    repeated: false,
  });
  const again = await send(kiosk, [{ event: 'a' }, { event: 'b' }]);
  expect([again.status, again.json]).toEqual([200, { stored: 0, repeated: true }]);
  await send(kiosk, [{ event: 'c' }], 3);
  expect((await send(kiosk, [{ event: 'old' }], 2)).json).toMatchObject({ repeated: true });
  // Another buffer, and another kiosk, count for themselves.
  await send(kiosk, [{ event: 'd' }], 1, 'f'.repeat(16));
  const other = await newKiosk();
  expect((await send(other, [{ event: 'e' }])).json).toMatchObject({ stored: 1 });
  expect((await events({ kioskId })).toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('of concurrent requests with one number exactly one is stored', async () => {
  const kiosk = await newKiosk();
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => send(kiosk, [{ event: 'a' }, { event: 'b' }])),
  );
  const stored = replies.map(({ json }) => (json as { stored: number }).stored);
  expect(stored.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 2]);
  expect(await events({ kioskId: kiosk.kioskId })).toHaveLength(2);
});

test('lines are found by payment, device, level, words and time, newest first', async () => {
  const kiosk = await newKiosk();
  const { kioskId } = kiosk;
  const paymentId = newPaymentId();
  await send(kiosk, [
    { event: 'payment.approved', device: 'terminal', paymentId, agoMs: 3_000 },
    { event: 'payment.inDoubt', device: 'terminal', level: 13, paymentId, agoMs: 2_000 },
    { event: 'device.away', device: 'printer', level: 13, state: 'powerOff', agoMs: 1_000 },
    { event: 'engine.bug', level: 17, agoMs: 3 * DAY_MS },
  ]);
  expect(await events({ kioskId })).toEqual([
    'device.away',
    'payment.inDoubt',
    'payment.approved',
    'engine.bug',
  ]);
  expect(await events({ paymentId })).toEqual(['payment.inDoubt', 'payment.approved']);
  expect(await events({ kioskId, device: 'printer' })).toEqual(['device.away']);
  expect(await events({ kioskId, level: 'warn' })).toEqual([
    'device.away',
    'payment.inDoubt',
    'engine.bug',
  ]);
  expect(await events({ kioskId, level: 'error' })).toEqual(['engine.bug']);
  for (const text of ['poweroff', 'POWER', 'away print', 'device.away'])
    expect(await events({ kioskId, text })).toEqual(['device.away']);
  expect(await events({ kioskId, text: 'doubt' })).toEqual(['payment.inDoubt']);
  expect(await events({ kioskId, text: "it's & | ! :* \\" })).toEqual([]);
  const fromMs = TEST_START_MS - 2_500;
  expect(await events({ kioskId, fromMs, toMs: TEST_START_MS - 1_000 })).toEqual([
    'payment.inDoubt',
  ]);
});

test('pages follow one another without a gap or a repeat, also among lines of one moment', async () => {
  const kiosk = await newKiosk();
  const lines = Array.from({ length: 23 }, (_, i): SampleLine => ({
    event: `e${String(i)}`,
    agoMs: Math.floor(i / 4) * DAY_MS,
  }));
  await send(kiosk, lines);
  for (const text of [undefined, 'e']) {
    const found: string[] = [];
    let before: HealthSearch['before'];
    do {
      const page = await search({
        kioskId: kiosk.kioskId,
        limit: 5,
        ...(text === undefined ? {} : { text }),
        ...(before === undefined ? {} : { before }),
      });
      found.push(...page.lines.map(({ event }) => event));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(found).toHaveLength(23);
    expect(new Set(found).size).toBe(23);
  }
});

test('a search that has taken long gives what it has and says where to go on', async () => {
  const kiosk = await newKiosk();
  await send(kiosk, [{ event: 'young' }, { event: 'old', agoMs: 5 * DAY_MS }]);
  let now = 0;
  const slow = (): number => (now += 1_000);
  const range = { fromMs: TEST_START_MS - 10 * DAY_MS, toMs: TEST_START_MS + 1, limit: 10 };
  const asked: HealthSearch = { ...range, kioskId: kiosk.kioskId };
  const first = await searchHealth(central.db, asked, slow);
  expect(first.lines.map(({ event }) => event)).toEqual(['young']);
  if (first.next === null) throw new Error('there is more');
  expect((await search({ ...asked, before: first.next })).lines[0]?.event).toBe('old');
});

test('a clock that cannot be right is not believed, and what it said is kept', async () => {
  const kiosk = await newKiosk();
  await send(kiosk, [
    { event: 'ahead', agoMs: -DAY_MS },
    { event: 'dead', agoMs: TEST_START_MS - 1_000 },
    { event: 'slightly', agoMs: -5_000 },
  ]);
  const { lines } = await search({ kioskId: kiosk.kioskId });
  const said = Object.fromEntries(
    lines.map(({ event, atMs, saidAtMs }) => [event, [atMs - TEST_START_MS, saidAtMs]]),
  );
  expect(said).toEqual({
    ahead: [0, TEST_START_MS + DAY_MS],
    dead: [0, 1_000],
    slightly: [5_000, null],
  });
});

test.each([
  ['another key', { resourceLogs: [], secret: 1 }],
  ['free text as a name', logsRequest([{ event: 'bill of Ahmed' }], TEST_START_MS)],
  ['a nested value', { resourceLogs: [{ resource: { attributes: [{ key: 'a', value: {} }] } }] }],
])('a batch with %s is refused as a whole', async (_what, body) => {
  const kiosk = await newKiosk();
  const reply = await kiosk.call('POST', `/v1/telemetry/logs/${'a'.repeat(16)}/1`, body);
  expect(reply.status).toBe(400);
  expect(await events({ kioskId: kiosk.kioskId })).toEqual([]);
});

test('the tail shows each line once, in the order of arrival, however old it says it is', async () => {
  const kiosk = await newKiosk();
  const { kioskId } = kiosk;
  let place = await tailStart(central.db);
  const seen: string[] = [];
  const look = async (): Promise<void> => {
    const page = await tailHealth(central.db, { kioskId, level: 'info' }, place);
    seen.push(...page.lines.map(({ event }) => event));
    ({ place } = page);
  };
  await look();
  await send(kiosk, [{ event: 'a' }, { event: 'hidden', level: 5 }], 1);
  await look();
  await send(kiosk, [{ event: 'b', agoMs: DAY_MS }], 2);
  await look();
  await look();
  expect(seen).toEqual(['a', 'b']);
});

test('days that are no longer kept go as a whole, and tomorrow is ready', async () => {
  const kiosk = await newKiosk();
  await send(kiosk, [{ event: 'old', agoMs: 4 * DAY_MS }, { event: 'young' }]);
  const dropped = await careForHealthLogs(central.db, { nowMs: TEST_START_MS, keepDays: 2 });
  expect(dropped).toBeGreaterThan(0);
  expect(await events({ kioskId: kiosk.kioskId })).toEqual(['young']);
});

test('of numbers the latest is kept, and spans are found by their payment', async () => {
  const kiosk = await newKiosk();
  const { kioskId } = kiosk;
  const point = (value: number, agoMs: number) => ({
    timeUnixNano: `${String(central.clock.wallMs() - agoMs)}000000`,
    asInt: String(value),
    attributes: [],
  });
  const metrics = (dataPoints: unknown[]) => ({
    resourceMetrics: [
      {
        resource: { attributes: [] },
        scopeMetrics: [
          { scope: { name: 't' }, metrics: [{ name: 'khidma.queue', gauge: { dataPoints } }] },
        ],
      },
    ],
  });
  const address = `/v1/telemetry/metrics/${'a'.repeat(16)}`;
  await kiosk.call('POST', `${address}/1`, metrics([point(1, 2_000), point(2, 1_000)]));
  await kiosk.call('POST', `${address}/2`, metrics([point(9, 5_000)]));
  const health = await fleetHealth(central.db, kioskId);
  expect(health.metrics).toMatchObject([{ name: 'khidma.queue', value: 2, device: '' }]);
  expect(health.contacts).toEqual([{ kioskId, lastMs: central.clock.wallMs() }]);

  const paymentId = newPaymentId();
  const span = (spanId: string, name: string, startMs: number, parentSpanId?: string) => ({
    traceId: paymentId.replaceAll('-', ''),
    spanId,
    name,
    kind: 1,
    startTimeUnixNano: `${String(startMs)}000000`,
    endTimeUnixNano: `${String(startMs + 500)}000000`,
    attributes: [{ key: 'outcome', value: { stringValue: 'posted' } }],
    status: { code: 0 },
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
  });
  const now = central.clock.wallMs();
  const spans = [
    span('b'.repeat(16), 'authorise', now - 900, 'a'.repeat(16)),
    span('a'.repeat(16), 'payment', now - 1_000),
  ];
  const traces = {
    resourceSpans: [
      { resource: { attributes: [] }, scopeSpans: [{ scope: { name: 't' }, spans }] },
    ],
  };
  const to = `/v1/telemetry/traces/${'a'.repeat(16)}/1`;
  expect((await kiosk.call('POST', to, traces)).json).toEqual({ stored: 2, repeated: false });
  const course = await courseOf(central.db, paymentId);
  expect(course.map(({ name, parentId }) => [name, parentId])).toEqual([
    ['payment', null],
    ['authorise', 'a'.repeat(16)],
  ]);
});
