import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeApdu } from './apdu.ts';
import { createDeframer, type LineEvent } from './deframer.ts';
import { encodeFrame } from './frame.ts';
import { fromHex } from './testing/hex.ts';

/** Bytes among which the ones that mean something on the line are common. */
const lineByte = fc.oneof(
  fc.constantFrom(0x10, 0x02, 0x03, 0x06, 0x15),
  fc.integer({ min: 0, max: 255 }),
);
const noise = fc.array(lineByte, { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes));
const apdu = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.array(lineByte, { maxLength: 300 }))
  .map(([control, data]) => encodeApdu(control, Uint8Array.from(data)));

const cut = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
};
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 });
const framesIn = (events: readonly LineEvent[]): Uint8Array[] =>
  events.flatMap((event) => (event.kind === 'frame' ? [event.apdu] : []));

describe('any chunking', () => {
  test('frames, ACKs and NAKs come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(apdu, { minLength: 1, maxLength: 5 }), sizes, (apdus, pieces) => {
        const deframer = createDeframer();
        const wire = Uint8Array.from(apdus.flatMap((one) => [0x06, ...encodeFrame(one), 0x15]));
        const events = cut(wire, pieces).flatMap((chunk) => [...deframer.feed(chunk)]);
        expect(events).toEqual(
          apdus.flatMap((one) => [{ kind: 'ack' }, { kind: 'frame', apdu: one }, { kind: 'nak' }]),
        );
        expect(deframer.midFrame).toBe(false);
      }),
    );
  });
});

describe('garbage', () => {
  test('a quiet moment after it: the next frame is read', () => {
    fc.assert(
      fc.property(noise, apdu, sizes, (garbage, good, pieces) => {
        const deframer = createDeframer();
        for (const chunk of cut(garbage, pieces)) deframer.feed(chunk);
        deframer.quiet();
        const events = cut(encodeFrame(good), pieces).flatMap((chunk) => [...deframer.feed(chunk)]);
        expect(framesIn(events)).toEqual([good]);
      }),
      { numRuns: 500 },
    );
  });

  test('no quiet moment: a frame is read when it is repeated, as it is after a NAK', () => {
    fc.assert(
      fc.property(noise, apdu, (garbage, good) => {
        const deframer = createDeframer();
        const wire = Uint8Array.from([...garbage, ...encodeFrame(good), ...encodeFrame(good)]);
        expect(framesIn(deframer.feed(wire)).at(-1)).toEqual(good);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a good frame comes first: it is read whatever follows', () => {
    fc.assert(
      fc.property(apdu, noise, (good, garbage) => {
        const events = createDeframer().feed(Uint8Array.from([...encodeFrame(good), ...garbage]));
        expect(framesIn(events)[0]).toEqual(good);
      }),
    );
  });

  test('a frame cut anywhere is bad after T1, and is never taken for a whole one', () => {
    fc.assert(
      fc.property(apdu, fc.nat(), (good, at) => {
        const deframer = createDeframer();
        const wire = encodeFrame(good);
        const end = 2 + (at % (wire.length - 2));
        expect(framesIn(deframer.feed(wire.subarray(0, end)))).toEqual([]);
        expect(deframer.quiet()).toEqual([{ kind: 'badFrame', reason: 'cut' }]);
        expect(deframer.quiet()).toEqual([]);
      }),
    );
  });

  test('any one wrong byte: no frame but the one that was sent', () => {
    fc.assert(
      fc.property(apdu, fc.nat(), fc.integer({ min: 1, max: 255 }), (good, at, flip) => {
        const wire = encodeFrame(good);
        const hit = at % wire.length;
        wire[hit] = (wire[hit] ?? 0) ^ flip;
        for (const frame of framesIn(createDeframer().feed(wire))) expect(frame).toEqual(good);
      }),
    );
  });
});

describe('what is no frame', () => {
  const reasonOf = (hex: string): unknown => createDeframer().feed(fromHex(hex))[0];

  test('10 02 within a frame starts it again', () => {
    const good = fromHex('80 00 00');
    const wire = Uint8Array.from([...fromHex('10 02 06 01 0A'), ...encodeFrame(good)]);
    expect(createDeframer().feed(wire)).toEqual([{ kind: 'frame', apdu: good }]);
  });

  test('an undoubled 10, a wrong CRC, a length that does not fit', () => {
    expect(reasonOf('10 02 06 10 55')).toEqual({ kind: 'badFrame', reason: 'malformed' });
    expect(reasonOf('10 02 80 00 00 10 03 00 00')).toEqual({ kind: 'badFrame', reason: 'crc' });
    const events = createDeframer().feed(encodeFrame(fromHex('80 00 05')));
    expect(events).toEqual([{ kind: 'badFrame', reason: 'length' }]);
  });

  test('classic XMODEM is a wrong CRC', () => {
    expect(reasonOf('10 02 06 01 0A 04 00 00 00 01 10 10 25 49 00 48 10 03 EA A2')).toEqual({
      kind: 'badFrame',
      reason: 'crc',
    });
  });

  test('06 and 15 in the rest of a bad frame are data', () => {
    expect(createDeframer().feed(fromHex('10 02 06 10 55 06 15 06'))).toEqual([
      { kind: 'badFrame', reason: 'malformed' },
    ]);
  });

  test('an endless frame is given up at the bound', () => {
    const deframer = createDeframer(100);
    expect(deframer.feed(fromHex('10 02'))).toEqual([]);
    expect(deframer.feed(new Uint8Array(101))).toEqual([{ kind: 'badFrame', reason: 'tooLong' }]);
    expect(deframer.feed(new Uint8Array(100_000))).toEqual([]);
  });
});
