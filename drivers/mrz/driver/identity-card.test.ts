import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Td1Lines } from '../codec/td1-stream.ts';
import { readIdentityCard } from './identity-card.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const NOW = Date.parse('2026-11-22T09:00:00Z');
const read = (...lines: Td1Lines) => readIdentityCard(lines, NOW);

/** ICAO 9303's own specimen (part 5, figure of TD1). */
const SPECIMEN: Td1Lines = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

test("9303's specimen", () => {
  expect(read(...SPECIMEN)).toEqual({
    kind: 'identityCard',
    documentNumber: 'D23145890',
    personalNumber: null,
    issuer: 'UTO',
    expires: '2012-04-15',
  });
});

test('a number over nine places goes on in the optional data (9303-5, 4.2.2)', () => {
  const lines: Td1Lines = [
    'I<UTOD23145890<7349<<<<<<<<<<<',
    '3407127M9507122UTO<<<<<<<<<<<2',
    'STEVENSON<<PETER<JOHN<<<<<<<<<',
  ];
  expect(read(...lines)).toMatchObject({ documentNumber: 'D23145890734', personalNumber: null });
});

test('an O among the digits of a date is put right, and the check digits still decide', () => {
  expect(read(SPECIMEN[0], SPECIMEN[1].replace('1204159', '12O4159'), SPECIMEN[2])?.expires).toBe(
    '2012-04-15',
  );
  expect(read(SPECIMEN[0], SPECIMEN[1].replace('1204159', '12O5159'), SPECIMEN[2])).toBeNull();
});

test('any one character of the numbers misread is no card', () => {
  const places = fc.oneof(
    fc.record({ line: fc.constant(0), at: fc.integer({ min: 5, max: 14 }) }),
    fc.record({ line: fc.constant(1), at: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ line: fc.constant(1), at: fc.integer({ min: 8, max: 14 }) }),
    fc.record({ line: fc.constant(1), at: fc.constant(29) }),
  );
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 9 }), ({ line, at }, add) => {
      const lines = [...SPECIMEN];
      const text = lines[line] ?? '';
      const was = Number(text.charAt(at));
      fc.pre(!Number.isNaN(was));
      lines[line] = `${text.slice(0, at)}${(was + add) % 10}${text.slice(at + 1)}`;
      expect(readIdentityCard(lines as unknown as Td1Lines, NOW)).toBeNull();
    }),
    SEED,
  );
});

test('other documents and nonsense are no card', () => {
  expect(read(`P${SPECIMEN[0].slice(1)}`, SPECIMEN[1], SPECIMEN[2])).toBeNull();
  expect(read('<'.repeat(30), '<'.repeat(30), '<'.repeat(30))).toBeNull();
});

test('a missing check digit of a long number is none (mrz 5.0.2 takes it for a nought)', () => {
  expect(
    read('I<UTOD23145890<1AAAAAAAAAAAAAA', '7408122F1204159UTO<<<<<<<<<<<0', SPECIMEN[2]),
  ).toBeNull();
});

test('any three lines are a card or none, and nothing is thrown', () => {
  const char = fc.constantFrom(...Array.from('ABCIZ0159<'));
  const line = fc.string({ unit: char, minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(line, line, line, (first, second, third) => {
      const card = readIdentityCard([`I${first.slice(1)}`, second, third], NOW);
      if (card !== null) expect(card.documentNumber).not.toBe('');
    }),
    SEED,
  );
});
