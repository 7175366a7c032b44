import { expect, test } from 'vitest';
import { percentile, slope } from './figures.ts';
import { readScreenOptions } from './options.ts';

test('a percentile is one of the values', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(hundred, 0.98)).toBe(98);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.5)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('one value out of line does not bend the slope', () => {
  const line = Array.from({ length: 20 }, (_, i) => ({ x: i * 50, y: 5_000 + i * 100 }));
  expect(slope(line)).toBe(2);
  expect(slope(line.map((point, i) => (i === 7 ? { ...point, y: 90_000 } : point)))).toBe(2);
});

test('the command line', () => {
  expect(readScreenOptions(['--visits', '50'])).toEqual({
    ok: true,
    value: { visits: 50, journeys: 5, slow: 6 },
  });
  expect(readScreenOptions(['--slow', '0'])).toEqual({
    ok: false,
    error: '--slow: found "0"; allowed: 1 to 20',
  });
  expect(readScreenOptions(['--what']).ok).toBe(false);
});
