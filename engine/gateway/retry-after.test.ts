import { expect, test } from 'vitest';
import { MOST_RETRY_AFTER_MS, retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const answer = { date: null, wallMs: NOW };

test.each([
  ['0', 0],
  ['7', 7_000],
  [' 7 ', 7_000],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
])('%j is read', (text, ms) => {
  expect(retryAfterMs(text, answer)).toBe(ms);
});

test('a date is counted from the answer’s own date, not from a kiosk’s wrong clock', () => {
  const years = {
    date: 'Sun, 22 Nov 2026 10:00:00 GMT',
    wallMs: Date.parse('2001-01-01T00:00:00Z'),
  };
  expect(retryAfterMs('Sun, 22 Nov 2026 10:00:45 GMT', years)).toBe(45_000);
});

test('a date gone by is now, and nothing sends a kiosk away for long', () => {
  expect(retryAfterMs('Sun, 22 Nov 2026 09:00:00 GMT', answer)).toBe(0);
  expect(retryAfterMs('9999999999', answer)).toBe(MOST_RETRY_AFTER_MS);
  expect(retryAfterMs('Mon, 22 Nov 2027 10:00:00 GMT', answer)).toBe(MOST_RETRY_AFTER_MS);
});

test.each([null, '', '-5', '1.5', 'soon', '1e3', '2026-11-22T10:00:30Z', '99999999999'])(
  '%j says nothing',
  (text) => {
    expect(retryAfterMs(text, answer)).toBeNull();
  },
);
