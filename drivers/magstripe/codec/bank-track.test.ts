import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBankTrack, type TrackNumber } from './bank-track.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const on = (number: TrackNumber, text: string): boolean =>
  isBankTrack(Uint8Array.from(Buffer.from(text, 'latin1')), number);

/** Numbers that the schemes publish for tests. */
const PANS = [
  '4111111111111111',
  '5555555555554444',
  '2223000048400011',
  '378282246310005',
  '6011111111111117',
  '30569309025904',
  '3530111333300000',
  '6759649826438453',
  '6200000000000005',
];

test.each(PANS)('%s is a bank card on every track (readers digest, "Magstripe HID")', (pan) => {
  expect(on(1, `%B${pan}^TEST/CARD^31012010000000000000?`)).toBe(true);
  expect(on(2, `;${pan}=31012010000000000?`)).toBe(true);
  expect(on(3, `;01${pan}=724724100000000000?`)).toBe(true);
});

test('without sentinels, with gaps, and with the separator unread', () => {
  expect(on(2, '4111111111111111=3101')).toBe(true);
  expect(on(1, 'B4111 1111 1111 1111^TEST/CARD^3101')).toBe(true);
  expect(on(1, '4111-1111-1111-1111')).toBe(true);
  expect(on(2, ';411111111111111131012010000000000?')).toBe(true);
});

test("financial format `B` is a bank's, whatever its number", () => {
  expect(on(1, '%B9999999999999999^STAFF^')).toBe(true);
});

test('staff and loyalty cards are none', () => {
  expect(on(1, '%STAFF/0042 ALI?')).toBe(false);
  expect(on(1, '%B0042?')).toBe(false);
  expect(on(2, ';0000000042=7?')).toBe(false);
  expect(on(2, ';4111111111111112=31012010000000000?')).toBe(false); // its check digit is wrong
  expect(on(2, ';9411111111111111=?')).toBe(false); // no bank's range
  expect(on(3, '')).toBe(false);
});

test('any bytes are a bank track or none; none is left changed, nothing thrown', () => {
  const track = fc.array(fc.oneof(fc.integer({ min: 0x30, max: 0x39 }), fc.nat(255)), {
    maxLength: 110,
  });
  fc.assert(
    fc.property(track, fc.constantFrom<TrackNumber>(1, 2, 3), (bytes, number) => {
      const given = Uint8Array.from(bytes);
      isBankTrack(given, number);
      expect([...given]).toEqual(bytes);
    }),
    SEED,
  );
});

test('any payment number with its check digit is found at the head of any field', () => {
  const head = fc.constantFrom('4', '51', '2221', '37', '6011', '62', '3528');
  const rest = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: 11,
    maxLength: 12,
  });
  fc.assert(
    fc.property(head, rest, fc.constantFrom(';', 'x;', '?;0='), (start, tail, before) => {
      const body = (start + tail).slice(0, 15);
      const sum = Array.from(body)
        .reverse()
        .reduce((total, char, i) => {
          const twice = Number(char) * (i % 2 === 0 ? 2 : 1);
          return total + (twice > 9 ? twice - 9 : twice);
        }, 0);
      expect(on(2, `${before}${body}${(10 - (sum % 10)) % 10}=3101?`)).toBe(true);
    }),
    SEED,
  );
});
