import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fils } from '../../../contract/money.ts';
import { dinarsOf, filsOf } from './amount.ts';

const overTheWire = (amount: number): unknown =>
  JSON.parse(JSON.stringify(dinarsOf(amount as Fils)));

test('§11 every amount up to 200 dinars and any above comes back to the fils', () => {
  for (let amount = 0; amount <= 200_000; amount++)
    if (filsOf(overTheWire(amount)) !== amount) expect.fail(`${amount} fils`);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amount) => {
      expect(filsOf(overTheWire(amount))).toBe(amount);
    }),
    { seed: 20_261_122, numRuns: 5_000 },
  );
});

test('§11 what is written has at most three decimals and no exponent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (amount) => {
      expect(JSON.stringify(dinarsOf(amount as Fils))).toMatch(/^\d+(\.\d{1,3})?$/u);
    }),
    { seed: 20_261_122, numRuns: 2_000 },
  );
  expect(JSON.stringify([1_500, 1, 1_001].map((each) => dinarsOf(each as Fils)))).toBe(
    '[1.5,0.001,1.001]',
  );
});

test.each([
  [1.001, 1_001],
  [1.0005, null],
  [1.0010000001, null],
  [-1, null],
  [-0.001, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [1e21, null],
  [99_999_999.999, 99_999_999_999],
  [100_000_000, null],
  ['12.5', 12_500],
  ['12.500000', 12_500],
  ['12.5001', null],
  ['1e3', null],
  ['', null],
  [' 1', null],
  [null, null],
  [undefined, null],
  [{}, null],
  [[1], null],
])('§11 %j is %j fils', (value, expected) => {
  expect(filsOf(value)).toBe(expected);
});
