import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usagesOf } from './hid-usages.ts';

const read = (hex: string) => usagesOf(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

test('HID 1.11, 6.2.2: only top-level collections, with the page that holds there', () => {
  expect(read('05 8c 09 02 a1 01 09 15 a1 02 c0 c0')).toEqual([{ page: 0x8c, usage: 2 }]);
  expect(read('05 01 09 06 a1 01 c0 06 00 ff 09 01 a1 01 c0')).toEqual([
    { page: 1, usage: 6 },
    { page: 0xff00, usage: 1 },
  ]);
});

test('a usage of four bytes names its own page', () => {
  expect(read('05 01 0b 02 00 8c 00 a1 01 c0')).toEqual([{ page: 0x8c, usage: 2 }]);
});

test('a long item is passed over, a cut one ends it', () => {
  expect(read('fe 02 10 aa bb 05 8c 09 02 a1 01')).toEqual([{ page: 0x8c, usage: 2 }]);
  expect(read('05 8c 09')).toEqual([]);
});

test('any bytes: never throws, never more than a few', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(usagesOf(bytes).length).toBeLessThanOrEqual(16);
    }),
    { numRuns: 300, seed: 7 },
  );
});
