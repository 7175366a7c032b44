import { expect, test } from 'vitest';
import { workingDaysAfter } from './working-days.ts';

test('Friday, Saturday and holidays do not count, nor does the day itself', () => {
  expect(workingDaysAfter('2026-11-22', 5)).toBe('2026-11-29'); // a Sunday
  expect(workingDaysAfter('2026-11-26', 1)).toBe('2026-11-29'); // a Thursday
  expect(workingDaysAfter('2026-11-27', 1)).toBe('2026-11-29'); // a Friday
  expect(workingDaysAfter('2026-12-13', 5, ['2026-12-16', '2026-12-17'])).toBe('2026-12-22');
});
