import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('doubles up to its most, and never falls below half of it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.uint8Array({ minLength: 2, maxLength: 2 }),
      (attempt, bytes) => {
        const wait = backoffMs(attempt, { firstMs: 1_000, mostMs: 300_000, random: () => bytes });
        const ceiling = Math.min(300_000, 1_000 * 2 ** Math.min(attempt - 1, 30));
        expect(wait).toBeGreaterThanOrEqual(ceiling / 2);
        expect(wait).toBeLessThanOrEqual(ceiling);
      },
    ),
  );
});

test('two kiosks do not wait alike', () => {
  const at = (byte: number) =>
    backoffMs(5, { firstMs: 1_000, mostMs: 300_000, random: () => Uint8Array.of(byte, 0) });
  expect(at(0)).not.toBe(at(200));
});
