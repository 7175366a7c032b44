import { expect, test } from 'vitest';
import { dueCounter } from './due.ts';
import { workingDaysAfter } from './working-days.ts';

test('Friday, Saturday and holidays do not count, nor does the day itself', () => {
  expect(workingDaysAfter('2026-11-22', 5)).toBe('2026-11-29'); // a Sunday
  expect(workingDaysAfter('2026-11-26', 1)).toBe('2026-11-29'); // a Thursday
  expect(workingDaysAfter('2026-11-27', 1)).toBe('2026-11-29'); // a Friday
  expect(workingDaysAfter('2026-12-13', 5, ['2026-12-16', '2026-12-17'])).toBe('2026-12-22');
});

test('how far off a day is, is counted in working days both ways', () => {
  // Thursday 26 November 2026; the Sunday after it is a holiday.
  const due = dueCounter('2026-11-26', ['2026-11-29']);
  expect(due('2026-11-26')).toEqual({ workingDays: 0, isLate: false });
  expect(due('2026-11-30')).toEqual({ workingDays: 1, isLate: false });
  expect(due('2026-11-25')).toEqual({ workingDays: 1, isLate: true });
  expect(due('2026-11-19')).toEqual({ workingDays: 5, isLate: true });
  // On a Friday what was due on Thursday is late, but by no working day yet.
  expect(dueCounter('2026-11-27')('2026-11-26')).toEqual({ workingDays: 0, isLate: true });
});
