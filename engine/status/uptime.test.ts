import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { createUptime } from './uptime.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let sells: boolean;
const HOUR_MS = 3_600_000;
const uptime = () => createUptime({ clock, journal: bench.journal, selling: () => sells });

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  sells = true;
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});
const pass = (ms: number): void => {
  for (let done = 0; done < ms; done += 60_000) clock.advance(60_000);
};

test('what ran and what sold are counted apart, over a restart', () => {
  const first = uptime();
  pass(HOUR_MS);
  sells = false;
  pass(HOUR_MS);
  first.stop();
  clock.advance(HOUR_MS); // nobody runs
  const second = uptime();
  sells = true;
  pass(HOUR_MS);
  const days = second.days(14);
  expect(days.reduce((sum, { ranSeconds }) => sum + ranSeconds, 0)).toBe(3 * 3_600);
  expect(days.reduce((sum, { soldSeconds }) => sum + soldSeconds, 0)).toBe(2 * 3_600);
  second.stop();
});

test('a day begins at Bahrain’s midnight, and the latest comes first', () => {
  const counted = uptime();
  pass(30 * HOUR_MS);
  const days = counted.days(14);
  expect(days.length).toBeGreaterThanOrEqual(2);
  expect(days.map(({ day }) => day)).toEqual(
    days
      .map(({ day }) => day)
      .toSorted()
      .reverse(),
  );
  const [today] = days;
  const passed = ((clock.wallMs() + 3 * HOUR_MS) % (24 * HOUR_MS)) / 1_000;
  expect(today?.seconds).toBe(Math.floor(passed));
  expect(days.at(-1)?.seconds).toBe(86_400);
  expect(counted.days(1)).toHaveLength(1);
  counted.stop();
});

test('what was kept and is no longer readable is begun anew', () => {
  bench.journal.keep('uptime', 'nonsense');
  const counted = uptime();
  pass(60_000);
  expect(counted.days(14).map(({ ranSeconds }) => ranSeconds)).toEqual([60]);
  counted.stop();
});
