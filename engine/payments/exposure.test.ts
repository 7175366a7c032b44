import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Service } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { ewa } from '../testing/visit-stage.ts';
import { createExposureWatch, type ExposureWatch } from './exposure-watch.ts';
import { measure, roomFor } from './exposure.ts';

const HOUR_MS = 3_600_000;
const limits = {
  paymentFils: 200_000,
  storedFils: 100_000,
  storedPayments: 4,
  oldestHours: 72,
};

describe('the meter', () => {
  test('nothing stored: nothing used, no deadline', () => {
    expect(measure({ fils: 0, count: 0, oldestAtMs: null }, limits, 5_000)).toMatchObject({
      oldestAgeMs: 0,
      deadlineMs: null,
      used: { fils: 0, count: 0, age: 0 },
      level: 0,
    });
  });

  test.each([
    [{ fils: 49_999, count: 1 }, 0, 'fils', 0],
    [{ fils: 50_000, count: 1 }, 0, 'fils', 50],
    [{ fils: 10_000, count: 2 }, 0, 'count', 50],
    [{ fils: 80_000, count: 2 }, 0, 'fils', 80],
    [{ fils: 10_000, count: 1 }, 60 * HOUR_MS, 'age', 80],
    [{ fils: 10_000, count: 1 }, 72 * HOUR_MS, 'age', 100],
    [{ fils: 100_000, count: 4 }, 0, 'fils', 100],
  ] as const)('%j after %d ms: nearest is %s, at %d', (stored, nowMs, nearest, level) => {
    const meter = measure({ ...stored, oldestAtMs: 0 }, limits, nowMs);
    expect([meter.nearest, meter.level]).toEqual([nearest, level]);
    expect(meter.deadlineMs).toBe(72 * HOUR_MS - nowMs);
  });

  test('a clock before the oldest payment makes it new, never younger than that', () => {
    expect(measure({ fils: 1, count: 1, oldestAtMs: 9_000 }, limits, 1_000).oldestAgeMs).toBe(0);
  });
});

describe('room for one payment more', () => {
  const room = (stored: { fils: number; count: number }, nowMs = 0): number =>
    roomFor(measure({ ...stored, oldestAtMs: 0 }, limits, nowMs), limits);

  test('what the kiosk’s caps leave, never more than one payment may be', () => {
    expect(room({ fils: 0, count: 0 })).toBe(100_000);
    expect(room({ fils: 99_999, count: 3 })).toBe(1);
    expect(room({ fils: 100_000, count: 3 })).toBe(0);
    expect(
      roomFor(measure({ fils: 0, count: 0, oldestAtMs: null }, limits, 0), {
        ...limits,
        storedFils: 1e9,
      }),
    ).toBe(200_000);
  });

  test('none at the last payment, and none at the oldest age', () => {
    expect(room({ fils: 4, count: 3 })).toBeGreaterThan(0);
    expect(room({ fils: 4, count: 4 })).toBe(0);
    expect(room({ fils: 4, count: 1 }, 72 * HOUR_MS - 1)).toBeGreaterThan(0);
    expect(room({ fils: 4, count: 1 }, 72 * HOUR_MS)).toBe(0);
  });

  test('a service’s own caps come on top', () => {
    const meter = measure({ fils: 30_000, count: 2, oldestAtMs: 0 }, limits, 0);
    const caps = { paymentFils: 20_000, storedFils: 35_000, storedPayments: 2 } as {
      paymentFils: Fils;
      storedFils: Fils;
      storedPayments: number;
    };
    expect(roomFor(meter, limits, caps, { fils: 30_000, count: 1 })).toBe(5_000);
    expect(roomFor(meter, limits, caps, { fils: 0, count: 0 })).toBe(20_000);
    expect(roomFor(meter, limits, caps, { fils: 30_000, count: 2 })).toBe(0);
  });
});

describe('the watch over a journal', () => {
  let clock: FakeClock;
  let folder: ReturnType<typeof temporaryFolder>;
  let bench: Bench;
  let watch: ExposureWatch;
  let logged: unknown[];
  beforeEach(() => {
    clock = createFakeClock();
    folder = temporaryFolder();
    bench = openBench(folder.path, clock);
    logged = [];
    watch = createExposureWatch({
      ...bench,
      limits,
      trusted: { floorMs: () => 0 },
      log: (event, fields) => logged.push([event, fields?.['percent'], fields?.['nearest']]),
    });
  });
  afterEach(() => {
    watch.stop();
    bench.journal.close();
    folder.remove();
  });

  test('counts what is charged, and says in the log when half, most and all is reached', () => {
    expect(watch.meter()).toMatchObject({ fils: 0, count: 0 });
    confirmedPayment(bench);
    expect(watch.meter()).toMatchObject({ fils: 32_569, count: 1 });
    confirmedPayment(bench);
    confirmedPayment(bench);
    expect(watch.meter().level).toBe(80);
    clock.advance(72 * HOUR_MS);
    expect(logged).toEqual([
      ['exposure.level', 50, 'fils'],
      ['exposure.level', 80, 'fils'],
      ['exposure.level', 100, 'age'],
    ]);
  });

  test('a service’s stored payments count against its own cap, another’s do not', () => {
    const capped = (id: string): Service => ({
      ...ewa,
      id,
      offline: { kind: 'lookedUpOnly', validForSeconds: 60, caps: { storedPayments: 1 } },
    });
    expect(watch.room(capped('ewa'))).toBeGreaterThan(0);
    confirmedPayment(bench);
    expect(watch.room(capped('ewa'))).toBe(0);
    expect(watch.room(capped('traffic'))).toBe(100_000 - 32_569);
  });
});
