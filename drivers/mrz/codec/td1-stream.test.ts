import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTd1Stream, type Td1Lines } from './td1-stream.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const line = (letter: string): string => letter.repeat(30);
const CARD: Td1Lines = [line('A'), line('B'), line('C')];
/** Stands in for the check digits: only these three lines are a card. */
const isCard = (lines: Td1Lines): string | null =>
  lines.join() === CARD.join() ? 'the card' : null;
const feed = (lines: readonly string[]) => {
  const stream = createTd1Stream(isCard);
  return { stream, cards: stream.feed(bytes(lines.map((each) => `${each}\r\n`).join(''))) };
};

test('three lines of thirty are a card', () => {
  const { stream, cards } = feed(CARD);
  expect(cards).toEqual(['the card']);
  expect(stream.midBlock).toBe(false);
  expect(stream.drop()).toBeNull();
});

test('small letters, STX, ETX and spaces around a line are how some readers send it', () => {
  expect(feed([`\u0002${line('a')}`, ` ${line('B')} `, `${line('c')}\u0003`]).cards).toEqual([
    'the card',
  ]);
});

test('a line too many before, or one lost, spoils no other card', () => {
  expect(feed([line('C'), ...CARD]).cards).toEqual(['the card']);
  expect(feed([CARD[0], CARD[2], ...CARD]).cards).toEqual(['the card']);
  expect(feed(['P<passport of forty-four', ...CARD]).cards).toEqual(['the card']);
  expect(feed([CARD[0], 'noise', CARD[1], CARD[2]]).cards).toEqual([]);
});

test('why nothing came of it: wrong digits, or no block at all', () => {
  expect(feed([line('X'), line('Y'), line('Z')]).stream.drop()).toBe('checkDigit');
  expect(feed([CARD[0], CARD[1]]).stream.drop()).toBe('garbled');
  expect(feed(['noise']).stream.drop()).toBe('garbled');
});

test('dropped means forgotten', () => {
  const { stream } = feed([CARD[0], CARD[1]]);
  stream.drop();
  expect(stream.feed(bytes(`${CARD[2]}\r`))).toEqual([]);
});

test('any bytes in any pieces: nothing is thrown, and a card after a line end is always found', () => {
  const hostile = fc.array(fc.oneof(fc.constantFrom(...bytes('\r\n<AB')), fc.nat(255)), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 50 }), (noise, size) => {
      const stream = createTd1Stream(isCard);
      const input = bytes(`${String.fromCharCode(...noise)}\r${CARD.join('\r')}\r`);
      const cards: string[] = [];
      for (let at = 0; at < input.length; at += size)
        cards.push(...stream.feed(input.subarray(at, at + size)));
      expect(cards).toContain('the card');
    }),
    SEED,
  );
});
