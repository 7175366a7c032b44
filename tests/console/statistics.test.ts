/** The quarter's statistics to the fils, asked for as the page asks, on the embedded database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../central/database/day.ts';
import { CLOSING_WAIT_MS, closeDay } from '../../central/settlement/close-day.ts';
import type { Statistics } from '../../contract/statistics.ts';
import type { Desk } from './desk.ts';
import { inQuarter, QUARTER, recordQuarter, sumFils } from './statistics-cases.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  await recordQuarter(stage.central);
  desk = stage.desk();
  await desk.signIn('demo-viewer');
});
afterAll(() => stage.stop());

const asked = async (period: string, by = 'paid'): Promise<Statistics> => {
  const answer = await desk.get(`/console/api/statistics?period=${period}&by=${by}`);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as Statistics;
};

test('the quarter comes out to the fils, both of its midnights and the year before', async () => {
  const { total, parts, services, channels, kiosks, before, running } = await asked('2026-Q3');
  const sum = { payments: 4, fils: 334_000 };
  expect(sumFils(inQuarter)).toBe(sum.fils);
  expect(total).toEqual({ ...sum, before: { payments: 2, fils: 167_000 } });
  expect([before, running]).toEqual(['2025-Q3', false]);
  for (const rows of [parts, services, channels, kiosks]) {
    expect(sumFils(rows as never)).toBe(sum.fils);
    expect(rows.reduce((all, row) => all + row.before.fils, 0)).toBe(167_000);
    expect(rows.reduce((all, row) => all + row.payments, 0)).toBe(sum.payments);
  }
  expect(parts.map(({ name, fils }) => [name, fils])).toEqual([
    ['2026-07', 260_126],
    ['2026-08', 1],
    ['2026-09', 73_873],
  ]);
  expect(kiosks.map(({ name, fils }) => [name, fils])).toEqual([
    ['kiosk-2', 323_998],
    ['kiosk-1', 10_002],
  ]);
  expect(services[0]?.said?.en).toBeTruthy();
});

test('a day whose books were closed since counts as it did', async () => {
  const open = await asked('2026-Q3');
  for (let day = '2026-06-30'; day <= '2026-10-01'; day = addDays(day, 1)) {
    const nowMs = Date.parse(`${addDays(day, 1)}T00:00:00+03:00`) + CLOSING_WAIT_MS;
    expect((await closeDay(stage.central.store, day, nowMs)).ok).toBe(true);
  }
  expect(await asked('2026-Q3')).toEqual(open);
  expect((await asked('2026-Q3', 'received')).total).toEqual(open.total);
});

test('years and days: each payment in exactly one', async () => {
  const year = await asked('2026');
  const of2026 = QUARTER.filter(({ at }) => at.startsWith('2026'));
  expect(year.total.fils).toBe(sumFils(of2026));
  // The year is not over: of the one before only what lies before the same day is counted.
  expect(year.running).toBe(true);
  expect(year.total.before.fils).toBe(100_000 + 67_000 + 777_777);
  const quarter = await asked('2026-Q4');
  expect(quarter.total.before.fils).toBe(777_777);
  expect((await asked('2025-Q4')).total.fils).toBe(777_777 + 55_000);
  expect((await asked('2026-06-30')).total.fils).toBe(999_999);
  expect((await asked('2026-07-01')).total.fils).toBe(10_001);
  expect((await asked('2026-10-01')).total.fils).toBe(888_888);
  expect((await asked('2027')).total).toEqual({
    payments: 0,
    fils: 0,
    before: { payments: 0, fils: 0 },
  });
});

test('the table is a spreadsheet’s, and holds the same sums', async () => {
  const { text, headers } = await desk.get(
    '/console/api/statistics/file?period=2026-Q3&kind=csv&language=en',
  );
  expect(headers.get('content-disposition')).toBe('attachment; filename="khidma-2026-Q3-en.csv"');
  const [head, total, ...rows] = text.split('\r\n');
  expect(head).toContain('Payments 2026-Q3');
  expect(total).toBe('Total,,4,334.000,2,167.000,100.00,100.00');
  const services = rows.filter((row) => row.startsWith('Service,'));
  expect(services).toHaveLength(1);
  expect(services[0]).toContain(',4,334.000,2,167.000,');
});

test.each(['ar', 'en'])('the paper is a PDF (%s)', async (language) => {
  const { status, text, headers } = await desk.get(
    `/console/api/statistics/file?period=2026-Q3&kind=pdf&language=${language}`,
  );
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(text.startsWith('%PDF-')).toBe(true);
});

test('what is no period is refused, and a stranger is told nothing', async () => {
  expect((await desk.get('/console/api/statistics?period=2026-Q9')).status).toBe(400);
  const stranger = await stage.desk().get('/console/api/statistics?period=2026-Q3');
  expect(stranger.status).toBe(401);
});
