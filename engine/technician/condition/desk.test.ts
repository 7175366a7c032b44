import { gunzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrinterStatus } from '../../../contract/devices.ts';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { confirmedPayment } from '../../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../../testing/sample.ts';
import { createConditionDesk, type ConditionDesk } from './desk.ts';
import { paperForecast } from './paper-forecast.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let desk: ConditionDesk;
const printer: PrinterStatus = {
  state: 'online',
  paper: 'full',
  coverOpen: false,
  media: null,
  receiptsLeft: 70,
};

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  desk = createConditionDesk({
    clock,
    journal: bench.journal,
    printer: { status: () => printer },
    uptime: { days: () => [] },
    book: { latest: () => [] },
    kioskId: 'KSK-1',
    version: '0.1.0',
    machineMs: () => 90_000_000,
    folders: () => [join(folder.path, 'full'), join(folder.path, 'stick')],
    others: () => ({
      machine: {
        system: 'Linux',
        architecture: 'x64',
        node: 'v24',
        memoryMiB: 1,
        freeMemoryMiB: 1,
        loadAverage: [],
      },
      configuration: null,
      settings: [],
      devices: [],
      network: null,
      exposure: { fils: 0, payments: 0, oldestAt: null, usedPercent: 0, nearestCap: 'fils' },
      log: [],
      // Somebody's mistake of tomorrow: it is no field of the bundle.
      payer: 'CANARY-92',
    }),
  });
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const printed = (): void => {
  const paymentId = confirmedPayment(bench);
  for (const fact of [
    { v: 1, type: 'receiptStarted', kind: 'final', copy: false },
    { v: 1, type: 'receiptEnded', kind: 'final', status: 'printed' },
  ] as const)
    bench.journal.commit({ paymentId, facts: [fact] });
};

test('the roll lasts as long as at the pace of the last seven days', () => {
  const { search } = bench.journal;
  const forecast = (left: number | null) => paperForecast(search, left, clock.wallMs());
  expect(forecast(70)).toEqual({ left: 70, tenthsPerDay: 0, days: null });
  for (let count = 0; count < 14; count++) printed();
  confirmedPayment(bench); // without a receipt
  expect(forecast(70)).toEqual({ left: 70, tenthsPerDay: 20, days: 35 });
  expect(forecast(1)).toEqual({ left: 1, tenthsPerDay: 20, days: 0 });
  expect(forecast(null)).toEqual({ left: null, tenthsPerDay: 20, days: null });
  clock.advance(8 * 86_400_000);
  expect(forecast(70)).toEqual({ left: 70, tenthsPerDay: 0, days: null });
});

test('since when program and machine run, by the kiosk’s own clock', () => {
  desk.show(true);
  clock.advance(3_600_000);
  const shown = desk.shown();
  expect(shown?.paper).toEqual({ left: 70, tenthsPerDay: 0, days: null });
  expect(Date.parse(shown?.engineSince ?? '')).toBe(clock.wallMs() - 3_600_000);
  expect(Date.parse(shown?.machineSince ?? '')).toBe(clock.wallMs() - 90_000_000);
});

test('the bundle holds what its list names and no more, on the first place that takes it', () => {
  printed();
  desk.show(true);
  writeFileSync(join(folder.path, 'full'), '');
  const path = desk.writeBundle();
  expect(path).toContain(join(folder.path, 'stick', 'khidma-support-KSK-1-'));
  expect(desk.shown()).toMatchObject({ bundle: path, notWritten: false });
  const text = gunzipSync(readFileSync(path ?? '')).toString('utf8');
  expect(text).toContain('"receiptPrinted"');
  expect(text).not.toContain('CANARY-92');
});

test('where nothing takes it the screen says so', () => {
  desk.show(true);
  writeFileSync(join(folder.path, 'full'), '');
  writeFileSync(join(folder.path, 'stick'), '');
  expect(desk.writeBundle()).toBeNull();
  expect(desk.shown()).toMatchObject({ bundle: null, notWritten: true });
});
