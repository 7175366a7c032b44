import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter, type LineEvent } from './text-lines.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const LONGEST = 20;
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const said = (events: readonly LineEvent[]): readonly string[] =>
  events.map((event) =>
    event.kind === 'line' ? Buffer.from(event.bytes).toString('latin1') : event.kind,
  );
const suffixes = fc.constantFrom(null, bytes('\r\n'), bytes('\t'), bytes('##\r'), bytes('aab'));
/** Bytes in which line ends, and parts of them, are common. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(0x0d, 0x0a, 0x09, 0x23, 0x61, 0x62), fc.nat(255)), {
    maxLength: 300,
  })
  .map((each) => Uint8Array.from(each));
const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });

const inPieces = (whole: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < whole.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(whole.slice(at, at + size));
    at += size;
  }
  return pieces;
};

test('CR, LF and both end a line, and empty lines are none', () => {
  const splitter = createLineSplitter({ longest: LONGEST, suffix: null });
  expect(said(splitter.feed(bytes('one\rtwo\nthree\r\n\r\n\n\rfour')))).toEqual([
    'one',
    'two',
    'three',
  ]);
  expect(splitter.midLine).toBe(true);
  splitter.drop();
  expect(said(splitter.feed(bytes('five\n')))).toEqual(['five']);
});

test('a suffix of its own leaves line ends within a code alone', () => {
  const splitter = createLineSplitter({ longest: LONGEST, suffix: bytes('##') });
  expect(said(splitter.feed(bytes('a\r\nb##c#d###')))).toEqual(['a\r\nb', 'c#d']);
});

test('the longest line passes, one more byte does not, and the next line is whole again', () => {
  for (const suffix of [null, bytes('\r\n')]) {
    const splitter = createLineSplitter({ longest: LONGEST, suffix });
    const long = 'x'.repeat(LONGEST);
    expect(said(splitter.feed(bytes(`${long}\r\n${long}y\r\nnext\r\n`)))).toEqual([
      long,
      'tooLong',
      'next',
    ]);
  }
});

test('how the bytes were cut changes nothing', () => {
  fc.assert(
    fc.property(hostile, cuts, suffixes, (input, sizes, suffix) => {
      const whole = createLineSplitter({ longest: LONGEST, suffix });
      const cut = createLineSplitter({ longest: LONGEST, suffix });
      expect(inPieces(input, sizes).flatMap((piece) => said(cut.feed(piece)))).toEqual(
        said(whole.feed(input)),
      );
    }),
    SEED,
  );
});

test('after anything at all and one line end, a line comes through; none is ever too long', () => {
  fc.assert(
    fc.property(hostile, suffixes, (input, suffix) => {
      const splitter = createLineSplitter({ longest: LONGEST, suffix });
      const end = suffix ?? bytes('\n');
      const before = splitter.feed(input);
      splitter.feed(end);
      for (const event of before)
        if (event.kind === 'line') expect(event.bytes.length).toBeLessThanOrEqual(LONGEST);
      expect(said(splitter.feed(Uint8Array.of(...bytes('HELLO'), ...end)))).toEqual(['HELLO']);
    }),
    SEED,
  );
});
