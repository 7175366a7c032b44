import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc16, createFrameReader, encodeFrame, LONGEST_BODY } from './frame.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const text = (given: Uint8Array): string => Buffer.from(given).toString('latin1');
const bodyChar = fc.constantFrom(
  ...Array.from({ length: 0x5f }, (_, i) => String.fromCharCode(0x20 + i)).filter(
    (char) => char !== '!' && char !== '*',
  ),
);
const body = fc.string({ unit: bodyChar, minLength: 1, maxLength: LONGEST_BODY });
/** Bytes in which the protocol's own marks are common. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...bytes('!*\r\nA0')), fc.nat(255)), { maxLength: 400 })
  .map((each) => Uint8Array.from(each));

test("the checksum's known value, and the protocol page's examples", () => {
  expect(crc16(bytes('123456789'))).toBe(0x29b1);
  expect(text(encodeFrame('Q 7 HELLO 1'))).toBe('!Q 7 HELLO 1*D7D7\n');
});

test('any bodies in any pieces come out as they went in', () => {
  fc.assert(
    fc.property(
      fc.array(body, { maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      (bodies, size) => {
        const reader = createFrameReader();
        const wire = Uint8Array.from(bodies.flatMap((each) => [...encodeFrame(each)]));
        const got: string[] = [];
        for (let at = 0; at < wire.length; at += size)
          got.push(...reader.feed(wire.subarray(at, at + size)));
        expect(got).toEqual(bodies);
      },
    ),
    SEED,
  );
});

test('after anything at all the next frame comes through', () => {
  fc.assert(
    fc.property(hostile, body, (noise, sent) => {
      const reader = createFrameReader();
      reader.feed(noise);
      expect(reader.feed(encodeFrame(sent))).toEqual([sent]);
    }),
    SEED,
  );
});

test('a frame with any one byte changed is none', () => {
  fc.assert(
    fc.property(body, fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, place, change) => {
      const wire = encodeFrame(sent);
      const at = place % (wire.length - 1);
      wire[at] = (wire[at] ?? 0) ^ change;
      const read = createFrameReader().feed(wire);
      expect(read).not.toContain(sent);
    }),
    SEED,
  );
});

test('CR before LF is allowed; small hex, too long, too short and strange characters are not', () => {
  const framed = text(encodeFrame('Q 8 STATE')).trimEnd();
  const read = (wire: string): readonly string[] => createFrameReader().feed(bytes(wire));
  expect(read(`${framed}\r\n`)).toEqual(['Q 8 STATE']);
  expect(read(`${framed.toLowerCase()}\n`)).toEqual([]);
  expect(read(`!${'x'.repeat(10_000)}*0000\n`)).toEqual([]);
  expect(read('!*1D0F\n!\n*\n')).toEqual([]);
  expect(read(text(encodeFrame('a\u0007b')))).toEqual([]);
  expect(read(text(encodeFrame('x'.repeat(LONGEST_BODY + 2))))).toEqual([]);
});
