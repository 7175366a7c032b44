import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  answeredKeys,
  askKeys,
  bufferedImage,
  clearKept,
  GRAPHICS_KEYS,
  graphicsKey,
  keepGraphic,
  printKept,
} from './graphics.ts';
import { createReplyParser } from './replies.ts';

const hex = (bytes: Uint8Array | null): string =>
  Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
    .toUpperCase();
const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));

/** 16 × 2 dots, the upper row black. */
const TOP_ROW = {
  width: 16,
  height: 2,
  dots: Uint8Array.from({ length: 32 }, (_, i) => +(i < 16)),
};

describe('GS ( L (digest §7)', () => {
  it('112 and 50: the worked bytes of digest §18', () => {
    expect(hex(bufferedImage(TOP_ROW))).toBe(
      '1D 28 4C 0E 00 30 70 30 01 01 31 10 00 02 00 FF FF 00 00 1D 28 4C 02 00 30 32',
    );
  });

  it('67 and 83 keep a picture, 69 and 85 print it in eleven bytes', () => {
    expect(hex(keepGraphic('download', 'K1', TOP_ROW))).toBe(
      '1D 28 4C 0F 00 30 53 30 4B 31 01 10 00 02 00 31 FF FF 00 00',
    );
    expect(hex(keepGraphic('nv', 'K1', TOP_ROW))).toBe(
      '1D 28 4C 0F 00 30 43 30 4B 31 01 10 00 02 00 31 FF FF 00 00',
    );
    expect(hex(printKept('download', 'K1'))).toBe('1D 28 4C 06 00 30 55 4B 31 01 01');
    expect(hex(printKept('nv', 'K1', 2))).toBe('1D 28 4C 06 00 30 45 4B 31 02 02');
  });

  it('64 and 80 ask for the keys, 65 and 81 forget all', () => {
    expect(hex(askKeys('nv'))).toBe('1D 28 4C 04 00 30 40 4B 4C');
    expect(hex(askKeys('download'))).toBe('1D 28 4C 04 00 30 50 4B 4C');
    expect(hex(clearKept('nv'))).toBe('1D 28 4C 05 00 30 41 43 4C 52');
    expect(hex(clearKept('download'))).toBe('1D 28 4C 05 00 30 51 43 4C 52');
  });

  it('reads the keys out of whatever else the printer says; a list that goes on is none', () => {
    const listIn = (text: string): readonly string[] | null =>
      createReplyParser()
        .push(fromHex(text))
        .map(answeredKeys)
        .find((keys) => keys !== null) ?? null;
    expect(listIn('37 72 40 41 31 42 7E 00')).toEqual(['A1', 'B~']);
    expect(listIn('12 37 72 40 00')).toEqual([]);
    expect(listIn('37 72 41 41 31 00')).toBeNull();
    expect(listIn('37 22 30 30 34 32 00')).toBeNull();
    expect(listIn('37 72 40 41 00')).toBeNull();
  });

  it('numbers keys without a repetition, all of codes 20–7E', () => {
    const keys = Array.from({ length: GRAPHICS_KEYS }, (_, n) => graphicsKey(n));
    expect(new Set(keys).size).toBe(95 * 95);
    expect(keys.every((key) => /^[\x20-\x7e]{2}$/u.test(key))).toBe(true);
    expect(() => graphicsKey(GRAPHICS_KEYS)).toThrow(RangeError);
    expect(() => printKept('nv', 'é1')).toThrow(RangeError);
  });

  it('refuses to keep a picture that holds a real-time command (digest §11)', () => {
    const row = (...bytes: readonly number[]) => ({
      width: bytes.length * 8,
      height: 1,
      dots: Uint8Array.from(
        bytes.flatMap((b) => [7, 6, 5, 4, 3, 2, 1, 0].map((i) => (b >> i) & 1)),
      ),
    });
    expect(keepGraphic('download', 'K1', row(0x10, 0x04, 0x01))).toBeNull();
    expect(keepGraphic('download', 'K1', row(0x10, 0x06))).not.toBeNull();
    // The count of bytes itself: p = 11 + 1029 = 0410h.
    const tall = { width: 8, height: 1_029 - 200, dots: new Uint8Array(8 * 829) };
    expect(keepGraphic('download', 'K1', tall)).not.toBeNull();
    const wide = { width: 8 * 147, height: 7, dots: new Uint8Array(8 * 147 * 7) };
    expect(keepGraphic('download', 'K1', wide)).toBeNull();
  });

  it('never throws at a reply, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        for (const reply of createReplyParser().push(bytes)) answeredKeys(reply);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
