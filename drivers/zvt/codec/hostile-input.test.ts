/** The codec reads what anybody may send: it never throws, keeps within its bounds, and finds its step again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createApduStream } from './apdu-stream.ts';
import { encodeApdu, parseApdu } from './apdu.ts';
import { decodeBcd, encodeBcd } from './bcd.ts';
import { readBmps } from './bmp.ts';
import { hideCardNumbers } from './card-data.ts';
import {
  readExtendedStatus,
  readRegistrationCompletion,
  readTerminalStatus,
} from './completion.ts';
import { createDeframer, type LineEvent } from './deframer.ts';
import { encodeFrame } from './frame.ts';
import { readMessage } from './read-message.ts';
import { readPrintBlock, readPrintLine } from './receipt-text.ts';
import { encodeTlv, readTlv } from './tlv.ts';
import { readDayTotals } from './totals.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const anyBytes = fc.uint8Array({ maxLength: 400 });
/** Bytes in which the protocol's own marks are common. */
const nastyBytes = fc.array(
  fc.oneof(
    fc.constantFrom(0x10, 0x02, 0x03, 0x06, 0x15, 0x04, 0x0f, 0xff, 0x80, 0x81, 0x82, 0x1f, 0x25),
    fc.integer({ min: 0, max: 255 }),
  ),
  { maxLength: 400 },
);
const hostile = fc.oneof(
  anyBytes,
  nastyBytes.map((bytes) => Uint8Array.from(bytes)),
);
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
const control = fc.integer({ min: 0, max: 0xffff });
const data = fc.uint8Array({ maxLength: 600 });
const apdus = fc.array(
  fc.tuple(control, data).map(([code, bytes]) => encodeApdu(code, bytes)),
  { minLength: 1, maxLength: 6 },
);

const inPieces = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(bytes.slice(at, at + size));
    at += size;
  }
  return pieces;
};
const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const frames = (events: readonly LineEvent[]): Uint8Array[] =>
  events.flatMap((event) => (event.kind === 'frame' ? [event.apdu] : []));

describe('serial frames (digest §1)', () => {
  test('any APDUs in any pieces come out as they went in', () => {
    fc.assert(
      fc.property(apdus, cuts, (sent, sizes) => {
        const deframer = createDeframer();
        const wire = joined(sent.map(encodeFrame));
        const got = inPieces(wire, sizes).flatMap((piece) => deframer.feed(piece));
        expect(frames(got)).toEqual(sent);
        expect(got).toHaveLength(sent.length);
        expect(deframer.midFrame).toBe(false);
      }),
      SEED,
    );
  });

  test('how the bytes were cut changes nothing', () => {
    fc.assert(
      fc.property(hostile, cuts, (bytes, sizes) => {
        const whole = createDeframer();
        const cut = createDeframer();
        expect(inPieces(bytes, sizes).flatMap((piece) => cut.feed(piece))).toEqual(
          whole.feed(bytes),
        );
      }),
      SEED,
    );
  });

  test('after any noise and a quiet line the next frame is found', () => {
    fc.assert(
      fc.property(hostile, data, (noise, bytes) => {
        const deframer = createDeframer();
        deframer.feed(noise);
        deframer.quiet();
        const apdu = encodeApdu(0x040f, bytes);
        expect(frames(deframer.feed(encodeFrame(apdu)))).toEqual([apdu]);
      }),
      SEED,
    );
  });

  test('a frame without end is given up at the bound', () => {
    const deframer = createDeframer(64);
    const events = deframer.feed(Uint8Array.from([0x10, 0x02, ...Array<number>(500).fill(0x41)]));
    expect(events).toEqual([{ kind: 'badFrame', reason: 'tooLong' }]);
  });
});

describe('a TCP stream (digest §2)', () => {
  test('any APDUs in any pieces come out as they went in, the long form too', () => {
    fc.assert(
      fc.property(apdus, cuts, (sent, sizes) => {
        const stream = createApduStream();
        const got = inPieces(joined(sent), sizes).flatMap((piece) => stream.feed(piece));
        expect(got).toEqual(sent);
        expect(stream.midMessage).toBe(false);
      }),
      SEED,
    );
  });

  test('any bytes are cut into whole APDUs, none longer than the longest', () => {
    fc.assert(
      fc.property(hostile, cuts, (bytes, sizes) => {
        const stream = createApduStream();
        const got = inPieces(bytes, sizes).flatMap((piece) => stream.feed(piece));
        for (const apdu of got) expect(parseApdu(apdu).ok).toBe(true);
        expect(joined(got)).toEqual(bytes.subarray(0, joined(got).length));
        stream.reset();
        expect(stream.midMessage).toBe(false);
      }),
      SEED,
    );
  });

  test('the longest message there is, and the next one behind it', () => {
    const longest = encodeApdu(0x040f, new Uint8Array(0xffff).fill(7));
    const next = encodeApdu(0x060f);
    expect(createApduStream().feed(joined([longest, next]))).toEqual([longest, next]);
  });
});

describe('messages', () => {
  test('any bytes are some message; reading them never throws', () => {
    fc.assert(
      fc.property(hostile, (bytes) => {
        readMessage(bytes.slice());
        expect(typeof parseApdu(bytes).ok).toBe('boolean');
        readTerminalStatus(bytes);
        readExtendedStatus(bytes);
        readRegistrationCompletion(bytes);
        readDayTotals(bytes);
        readPrintLine(bytes);
        readPrintBlock(bytes);
      }),
      SEED,
    );
  });

  test.each([0x040f, 0x04ff, 0x060f, 0x061e, 0x0401, 0x06d1, 0x06d3, 0x84ff])(
    'nor any data under a known header: %i',
    (code) => {
      fc.assert(
        fc.property(hostile, (bytes) => {
          readMessage(encodeApdu(code, bytes));
        }),
        { ...SEED, numRuns: 100 },
      );
    },
  );
});

describe('BMPs and TLV (digest §7, §9)', () => {
  test('fields lie within the bytes, one behind the other', () => {
    fc.assert(
      fc.property(hostile, (bytes) => {
        const { fields, stoppedAt } = readBmps(bytes);
        const end = stoppedAt?.offset ?? bytes.length;
        let at = bytes.byteOffset;
        for (const { value } of fields) {
          expect(value.byteOffset).toBeGreaterThan(at);
          at = value.byteOffset + value.length;
        }
        expect(at).toBeLessThanOrEqual(bytes.byteOffset + end);
      }),
      SEED,
    );
  });

  const tag = fc.oneof(
    fc.integer({ min: 0, max: 0xff }).filter((n) => (n & 0x1f) !== 0x1f),
    fc.integer({ min: 0x1f00, max: 0x1f83 }),
  );
  test('objects come out as they went in, nested and of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, data), { maxLength: 5 }), (objects) => {
        const encoded = joined(objects.map(([number, value]) => encodeTlv(number, value)));
        const outer = readTlv(encodeTlv(0x24, encoded)).objects[0];
        const inner = readTlv(outer?.value ?? new Uint8Array());
        expect(inner.readBytes).toBe(encoded.length);
        expect(inner.objects.map(({ tag: number, value }) => [number, value.slice()])).toEqual(
          objects,
        );
      }),
      SEED,
    );
  });

  test('any bytes: what was read lies within them', () => {
    fc.assert(
      fc.property(hostile, (bytes) => {
        const { objects, readBytes } = readTlv(bytes);
        expect(readBytes).toBeLessThanOrEqual(bytes.length);
        expect(objects.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThanOrEqual(
          readBytes,
        );
      }),
      SEED,
    );
  });

  test('BCD: encode and decode are each other’s inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(decodeBcd(encodeBcd(value, 6))).toBe(value);
      }),
      SEED,
    );
  });
});

/** A card number with its right check digit. */
const cardNumber = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 })
  .map((digits) => {
    const sum = [...digits]
      .reverse()
      .reduce(
        (total, digit, i) =>
          total + (i % 2 === 0 ? ((digit * 2) % 10) + (digit > 4 ? 1 : 0) : digit),
        0,
      );
    return [...digits, (10 - (sum % 10)) % 10].join('');
  });
const separator = fc.constantFrom('', ' ', '.', '-');

describe('card data (digest §13)', () => {
  test('no card number survives in receipt text, however it is grouped', () => {
    fc.assert(
      fc.property(
        cardNumber,
        separator,
        fc.constantFrom('', 'Card ', 'Ref 77 '),
        (pan, gap, before) => {
          const shown = `${before}${pan.match(/.{1,4}/gu)?.join(gap) ?? ''}`;
          const hidden = hideCardNumbers(shown);
          expect(hidden.slice(before.length)).not.toMatch(/[0-9]/u);
        },
      ),
      SEED,
    );
  });

  test('of one that is masked in part only the last four stay', () => {
    fc.assert(
      fc.property(cardNumber, fc.constantFrom('*', 'x', 'X', '#'), separator, (pan, mask, gap) => {
        const half = pan.slice(0, 6) + mask.repeat(pan.length - 10) + pan.slice(-4);
        const hidden = hideCardNumbers(half.match(/.{1,4}/gu)?.join(gap) ?? '');
        expect(hidden.replaceAll(/[^0-9]/gu, '')).toBe(pan.slice(-4));
      }),
      SEED,
    );
  });

  test('what hides them keeps the length of the text and all its other characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const hidden = hideCardNumbers(text);
        expect(hidden).toHaveLength(text.length);
        expect(hidden.replaceAll(/[0-9*]/gu, '')).toBe(text.replaceAll(/[0-9*]/gu, ''));
      }),
      SEED,
    );
  });

  test('whatever a status holds, no track, token or clear number is left in its bytes', () => {
    const secret = fc
      .uint8Array({ minLength: 8, maxLength: 19 })
      .filter((b) => b.some((x) => x > 0));
    const tags = [0x1f08, 0x1f09, 0x1f0a, 0x4c, 0x4d, 0x1f14, 0x1f2a, 0x1f3e, 0x1f5e, 0x1f5f, 0x1f1a, 0x1f45, 0x1f46, 0x1f31, 0x1f75, 0x1f0c, 0x80, 0x60, 0xe8, 0xea]; // prettier-ignore
    fc.assert(
      fc.property(secret, fc.constantFrom(...tags), fc.boolean(), (value, number, nested) => {
        const object = encodeTlv(number, value);
        const container = encodeTlv(0x06, nested ? encodeTlv(0x2f, object) : object);
        const apdu = encodeApdu(0x040f, joined([Uint8Array.of(0x27, 0), container]));
        readMessage(apdu);
        expect(Array.from(apdu.subarray(-value.length)).every((byte) => byte === 0)).toBe(true);
      }),
      SEED,
    );
  });
});
