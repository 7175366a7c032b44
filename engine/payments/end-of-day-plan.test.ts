import { expect, test } from 'vitest';
import { endOfDayDue } from './end-of-day-plan.ts';

const PLAN = { from: '23:30', to: '05:00', idleMinutes: 10, mostHours: 30 };
const HOUR_MS = 3_600_000;
const IDLE_MS = 10 * 60_000;
/** Bahrain's wall clock on that day of November 2026. */
const bahrain = (day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, 10, day, hour - 3, minute);
const due = (wallMs: number, sinceMs: number, idleMs: number | null = IDLE_MS) =>
  endOfDayDue(PLAN, { wallMs, sinceMs, idleMs });
const YESTERDAY = bahrain(21, 23, 31);

test('once a night, in the window, while nobody stands there', () => {
  expect(due(bahrain(22, 23, 29), YESTERDAY)).toBeNull();
  expect(due(bahrain(22, 23, 30), YESTERDAY)).toBe('idle');
  expect(due(bahrain(23, 4, 59), YESTERDAY)).toBe('idle');
  expect(due(bahrain(22, 23, 30), YESTERDAY, IDLE_MS - 1)).toBeNull();
  expect(due(bahrain(22, 23, 30), YESTERDAY, null)).toBeNull();
  expect(due(bahrain(23, 4, 59), bahrain(22, 23, 40))).toBeNull();
  expect(due(bahrain(23, 5, 0), bahrain(22, 23, 0))).toBeNull();
});

test('later than 30 hours it waits for no window, an hour more for no citizen either', () => {
  const since = bahrain(21, 5);
  expect(due(since + 30 * HOUR_MS - 1, since, IDLE_MS)).toBeNull();
  expect(due(since + 30 * HOUR_MS, since, 0)).toBe('overdue');
  expect(due(since + 30 * HOUR_MS, since, null)).toBeNull();
  expect(due(since + 31 * HOUR_MS, since, null)).toBe('overdue');
});

test('a clock that went back neither forgets the day nor closes it again and again', () => {
  const since = bahrain(22, 23, 40);
  expect(due(bahrain(22, 23, 35), since)).toBe('idle');
  expect(due(bahrain(22, 14), since)).toBeNull();
  expect(due(bahrain(1, 14), since, 0)).toBe('overdue');
});

test('a window within one day', () => {
  const plan = { ...PLAN, from: '02:00', to: '04:00' };
  const at = (wallMs: number) => endOfDayDue(plan, { wallMs, sinceMs: YESTERDAY, idleMs: IDLE_MS });
  expect(at(bahrain(22, 1, 59))).toBeNull();
  expect(at(bahrain(22, 2))).toBe('idle');
  expect(at(bahrain(22, 4))).toBeNull();
});
