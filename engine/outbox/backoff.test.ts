import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, returnMs } from './backoff.ts';

test('doubles up to its most, and never falls below half of the first wait', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.uint8Array({ minLength: 2, maxLength: 2 }),
      (attempt, bytes) => {
        const wait = backoffMs(attempt, { firstMs: 1_000, mostMs: 300_000, random: () => bytes });
        const ceiling = Math.min(300_000, 1_000 * 2 ** Math.min(attempt - 1, 30));
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(ceiling);
      },
    ),
  );
});

test('kiosks spread over the whole of the wait', () => {
  const at = (byte: number) =>
    backoffMs(5, { firstMs: 1_000, mostMs: 300_000, random: () => Uint8Array.of(byte, 0) });
  expect(at(0)).toBe(500);
  expect(at(128)).toBe(8_250);
  expect(at(255)).toBeGreaterThan(15_900);
});

test('the window of return grows with the outage, up to its most', () => {
  const at = (outageMs: number) =>
    returnMs(outageMs, { mostMs: 60_000, random: () => Uint8Array.of(128, 0) });
  expect(at(0)).toBe(0);
  expect(at(-5_000)).toBe(0);
  expect(at(10_000)).toBe(250);
  expect(at(20 * 60_000)).toBe(30_000);
  expect(at(30 * 86_400_000)).toBe(30_000);
});
