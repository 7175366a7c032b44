import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readToken, tokenize } from './tokenizer.ts';

const RUN = { seed: 3, numRuns: 200 };
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .array(fc.constantFrom(0x10, 0x1b, 0x1c, 0x1d, 0x28, 0x04, 0x00, 0x30, 0x41, 0xff), {
      maxLength: 60,
    })
    .map((bytes) => Uint8Array.from(bytes)),
);

test('any bytes become tokens that are those bytes again, each of at least one', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      const tokens = tokenize(bytes);
      expect(tokens.every(({ token }) => token.bytes.length > 0)).toBe(true);
      expect(Buffer.concat(tokens.map(({ token }) => token.bytes))).toEqual(Buffer.from(bytes));
    }),
    RUN,
  );
});

test('a token found in a part of the bytes is the same in the whole', () => {
  fc.assert(
    fc.property(anything, fc.nat(200), (bytes, at) => {
      const early = readToken(bytes.slice(0, at), 0);
      if (early === null || early.kind === 'text') return;
      expect(readToken(bytes, 0)).toEqual(early);
    }),
    RUN,
  );
});

test('behind anything whole it is itself again', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      const whole = tokenize(bytes);
      const last = whole.at(-1);
      // An unfinished command swallows what follows, as the real one does.
      if (last !== undefined && readToken(bytes, last.offset) === null) return;
      const after = tokenize(Uint8Array.of(...bytes, 0x0a, 0x1b, 0x40));
      expect(after.at(-1)?.token).toMatchObject({ kind: 'command', code: 0x1b40 });
    }),
    RUN,
  );
});
