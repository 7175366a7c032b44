import { expect, test } from 'vitest';
import { besidePeriod, growthOf, periodOf, readPeriod, yearBefore } from './periods.ts';

test.each([
  ['2026', '2026-01-01', '2026-12-31', '2025', '2027', '2025'],
  ['2026-Q1', '2026-01-01', '2026-03-31', '2025-Q4', '2026-Q2', '2025-Q1'],
  ['2024-Q4', '2024-10-01', '2024-12-31', '2024-Q3', '2025-Q1', '2023-Q4'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024-01', '2024-03', '2023-02'],
  ['2026-12', '2026-12-01', '2026-12-31', '2026-11', '2027-01', '2025-12'],
  ['2026-01-01', '2026-01-01', '2026-01-01', '2025-12-31', '2026-01-02', '2025-01-01'],
  ['2024-02-29', '2024-02-29', '2024-02-29', '2024-02-28', '2024-03-01', '2023-02-28'],
])('%s goes from %s to %s', (name, from, to, earlier, later, before) => {
  const period = readPeriod(name);
  if (period === null) throw new Error('no period');
  expect([period.from, period.to]).toEqual([from, to]);
  expect([besidePeriod(period, -1), besidePeriod(period, 1)]).toEqual([earlier, later]);
  expect(yearBefore(period)).toBe(before);
  expect(periodOf(to, period.unit)).toBe(name);
});

test.each(['', '26', '2026-Q5', '2026-13', '2026-00', '2026-02-30', '2025-02-29', '1999', 'x'])(
  '%o is no period',
  (name) => {
    expect(readPeriod(name)).toBeNull();
  },
);

test('growth in hundredths of a percent; from nothing there is none', () => {
  expect(growthOf(611_808, 500_000)).toBe(2_236);
  expect(growthOf(50, 100)).toBe(-5_000);
  expect(growthOf(1, 0)).toBeNull();
});
