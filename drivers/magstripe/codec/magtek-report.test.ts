import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPORT_LENGTH, takeSwipe } from './magtek-report.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };

/** 337 bytes as the readers digest lays them out ("Magstripe HID"). */
const report = (one = '', two = '', three = ''): Uint8Array => {
  const made = new Uint8Array(REPORT_LENGTH);
  [one, two, three].forEach((text, i) => {
    made[3 + i] = text.length;
    made.set(Buffer.from(text, 'latin1'), 7 + i * 110);
  });
  return made;
};
const taken = (given: Uint8Array) => {
  const swipe = takeSwipe(given);
  expect(given.every((byte) => byte === 0)).toBe(true);
  return swipe;
};

test("a staff card's track comes through without its sentinels; track 2 goes first", () => {
  expect(taken(report('%STAFF/0042?'))).toEqual({ kind: 'staffCard', track: 'STAFF/0042' });
  expect(taken(report('%STAFF/0042?', ';0042=7?'))).toEqual({ kind: 'staffCard', track: '0042=7' });
  expect(taken(report('', '', '+77?'))).toEqual({ kind: 'staffCard', track: '77' });
});

test('a bank number on any one track refuses the whole card', () => {
  const bank = ';4111111111111111=31012010000000000?';
  expect(taken(report('%STAFF/0042?', bank))).toEqual({ kind: 'bankCard' });
  expect(taken(report('%B4111111111111111^TEST/CARD^3101?', ';0042=7?'))).toEqual({
    kind: 'bankCard',
  });
  expect(taken(report('%STAFF/0042?', ';0042=7?', ';014111111111111111=72?'))).toEqual({
    kind: 'bankCard',
  });
});

test('a track with a decode error counts for nothing, whatever lies in its place', () => {
  const failed = report('%STAFF/0042?', ';junk?');
  failed[1] = 1;
  expect(taken(failed)).toEqual({ kind: 'staffCard', track: 'STAFF/0042' });
});

test('a blank card, a length that cannot be and other reports are unreadable, and wiped too', () => {
  const unreadable = { kind: 'unreadable', why: 'garbled' };
  const tooLong = report('%STAFF/0042?');
  tooLong[3] = 111;
  expect(taken(report())).toEqual(unreadable);
  expect(taken(tooLong)).toEqual(unreadable);
  expect(taken(report('%STAFF\u0007?'))).toEqual(unreadable);
  expect(taken(report('%4111111111111111?').slice(0, 200))).toEqual(unreadable);
});

test('a bank number is refused beside a track that cannot be', () => {
  const odd = report('', ';4111111111111111=3101?');
  odd[5] = 200;
  expect(taken(odd)).toEqual({ kind: 'bankCard' });
});

test('any report: something is made of it, it is wiped, and nothing is thrown', () => {
  const sizes = fc.tuple(fc.nat(120), fc.nat(120), fc.nat(120));
  const any = fc.tuple(fc.uint8Array({ minLength: 337, maxLength: 337 }), sizes);
  fc.assert(
    fc.property(any, ([bytes, lengths]) => {
      bytes.set(lengths, 3);
      expect(['bankCard', 'staffCard', 'unreadable']).toContain(taken(bytes).kind);
    }),
    SEED,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      taken(bytes);
    }),
    SEED,
  );
});
