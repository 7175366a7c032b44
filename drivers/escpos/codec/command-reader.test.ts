import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommandReader, type ReadCommand } from './command-reader.ts';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const read = (...chunks: readonly Uint8Array[]): readonly ReadCommand[] => {
  const reader = createCommandReader();
  return chunks.flatMap((chunk) => reader.push(chunk));
};

/** One of each family (digest §2). */
const COMMANDS: readonly (readonly [number, string])[] = [
  [0x0a, '0A'],
  [0x1b40, '1B 40'],
  [0x1b61, '1B 61 01'],
  [0x1b24, '1B 24 A4 01'],
  [0x1d56, '1D 56 00'],
  [0x1d56, '1D 56 42 00'],
  [0x1d65, '1D 65 03 64'],
  [0x1d65, '1D 65 02'],
  [0x1de0, '1D E0 0F'],
  [0x1b44, '1B 44 08 10 00'],
  [0x1b2a, '1B 2A 21 02 00 01 02 03 04 05 06'],
  [0x1b26, '1B 26 03 41 42 01 01 02 03 00'],
  [0x1d2a, '1D 2A 01 01 01 02 03 04 05 06 07 08'],
  [0x1d76, '1D 76 30 00 02 00 02 00 FF FF 00 00'],
  [0x1d6b, '1D 6B 49 08 7B 42 4B 49 4F 53 4B 37'],
  [0x1d6b, '1D 6B 04 41 42 00'],
  [0x1d2848, '1D 28 48 06 00 30 30 30 30 34 32'],
  [0x1d284c, '1D 38 4C 03 00 00 00 30 32 00'],
];

describe('our own bytes read back (digest §2)', () => {
  it.each(COMMANDS)('%i: %s is one command', (code, hex) => {
    const bytes = bytesOf(hex);
    const reader = createCommandReader();
    for (const byte of bytes.slice(0, -1)) {
      expect(reader.push(Uint8Array.of(byte))).toEqual([]);
      expect(reader.missing).toBeGreaterThan(0);
    }
    expect(reader.push(bytes.slice(-1))).toMatchObject([{ code, size: bytes.length }]);
    expect(reader.missing).toBe(0);
  });

  it('tells how many bytes a picture still needs', () => {
    const reader = createCommandReader();
    reader.push(bytesOf('1D 76 30 00 48 00 60 00 FF FF'));
    expect(reader.missing).toBe(72 * 96 - 2);
    reader.reset();
    expect(reader.missing).toBe(0);
    expect(reader.push(bytesOf('0A'))).toMatchObject([{ code: 0x0a }]);
  });

  it('passes over real-time sequences between commands', () => {
    expect(read(bytesOf('10 04 01 10 05 02 0A')).at(-1)).toMatchObject({ code: 0x0a });
  });
});

const RUN = { seed: 11, numRuns: 150 };
const command = fc.constantFrom(...COMMANDS).map(([, hex]) => bytesOf(hex));
const text = fc
  .array(fc.integer({ min: 0x20, max: 0xff }), { minLength: 1, maxLength: 30 })
  .map((codes) => Uint8Array.from(codes));

describe('any bytes', () => {
  it('any split of commands and text gives the same commands', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(command, text), { maxLength: 20 }), fc.nat(40), (parts, at) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const commands = (found: readonly ReadCommand[]): readonly number[] =>
          found.map(({ code }) => code).filter((code) => code !== 0);
        const cut = Math.min(at, whole.length);
        const once = commands(read(whole));
        expect(commands(read(whole.slice(0, cut), whole.slice(cut)))).toEqual(once);
        expect(commands(read(...Array.from(whole, (byte) => Uint8Array.of(byte))))).toEqual(once);
        expect(once).toHaveLength(parts.filter(([first = 0]) => first < 0x20).length);
      }),
      RUN,
    );
  });

  it('never throws, and what is missing ends the command under way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const reader = createCommandReader();
        reader.push(bytes);
        for (let i = 0; i < 4 && reader.missing > 0; i++) {
          reader.push(new Uint8Array(Math.min(reader.missing, 300_000)));
          if (reader.missing > 300_000) return;
        }
        expect(reader.missing).toBe(0);
        expect(reader.push(bytesOf('1B 40'))).toMatchObject([{ code: 0x1b40 }]);
      }),
      RUN,
    );
  });
});
