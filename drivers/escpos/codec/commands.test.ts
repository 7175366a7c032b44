import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import * as esc from './commands.ts';
import { qrCode, qrModules } from './qr.ts';
import { rasterImage } from './images.ts';
import { jobSetup } from './setup.ts';
import { epson80mm203dpi } from '../profiles/epson-80mm-203dpi.ts';

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0').toUpperCase()).join(' ');

describe('the digest’s worked bytes (§18)', () => {
  it('fence 0042', () => {
    expect(hex(esc.fence('0042'))).toBe('1D 28 48 06 00 30 30 30 30 34 32');
  });

  it('16 × 2 dots, top row black', () => {
    const dots = new Uint8Array(32).fill(1, 0, 16);
    expect(hex(rasterImage({ width: 16, height: 2, dots }))).toBe(
      '1D 76 30 00 02 00 02 00 FF FF 00 00',
    );
  });

  it('QR of A, module 6, level M', () => {
    expect(hex(qrCode('A', 6))).toBe(
      '1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 ' +
        '1D 28 6B 04 00 31 50 30 41 1D 28 6B 03 00 31 51 30',
    );
  });

  it('feed to the cutter and full cut', () => {
    expect(hex(esc.feedAndCut('full'))).toBe('1D 56 41 00');
  });
});

describe('commands', () => {
  it('set up a printer that may have started in any mode', () => {
    expect(hex(jobSetup(epson80mm203dpi))).toBe('1B 40 1C 2E 1D 50 CB CB 1D 61 0E');
  });

  it('split a long feed', () => {
    expect(hex(esc.feed(300))).toBe('1B 4A FF 1B 4A 2D');
    expect(esc.feed(-4)).toHaveLength(0);
  });

  it('refuse what a printer would print as text instead', () => {
    expect(() => esc.fence('42')).toThrow(RangeError);
    expect(() => esc.characterSize(9, 1)).toThrow(RangeError);
    expect(() => esc.position(-1)).toThrow(RangeError);
    expect(() => qrCode('é', 4)).toThrow(RangeError);
    expect(() => qrCode('x'.repeat(700), 4)).toThrow(RangeError);
  });

  it('count the modules of a QR code', () => {
    expect(qrModules('x'.repeat(42))).toBe(29);
    expect(qrModules('x'.repeat(43))).toBe(33);
    expect(qrModules('x'.repeat(667))).toBeNull();
  });
});

describe('text', () => {
  it('drops accents and direction marks, keeps what every printer has', () => {
    expect(Buffer.from(esc.text('Café – “A”\u2066 1\u20692…')).toString()).toBe('Cafe - "A" 12...');
  });

  it('never carries a command, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) =>
        esc.text(value).every((byte) => byte >= 0x20 && byte <= 0x7e),
      ),
    );
    expect(Buffer.from(esc.text('a\u001bp\u0000b')).toString()).toBe('a p b');
  });
});
