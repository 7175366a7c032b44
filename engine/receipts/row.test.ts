import { describe, expect, it } from 'vitest';
import { epson80mm203dpi as profile } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { NOTHING_KEPT } from './kept-ink.ts';
import { arabicPicture, type ArabicPicture } from './arabic-picture.ts';
import { rowBytes } from './row.ts';

const target = { profile, kept: NOTHING_KEPT };

/** The dots of every `ESC *` and `GS v 0` in a row, and where the text's band begins. */
const paint = (
  bytes: Uint8Array,
): { readonly dots: ReadonlySet<string>; readonly textTop: number; readonly height: number } => {
  const dots = new Set<string>();
  let [x, y, at, textTop, margin] = [0, 0, 0, 0, 0];
  const u16 = (i: number): number => (bytes[i] ?? 0) + 256 * (bytes[i + 1] ?? 0);
  while (at < bytes.length) {
    const code = bytes[at + 1];
    if (bytes[at] === 0x0a) {
      y += 24;
      x = 0;
      at += 1;
    } else if (bytes[at] === 0x1d && code === 0x4c) {
      margin = u16(at + 2);
      at += 4;
    } else if (bytes[at] === 0x1d && code === 0x76) {
      const [wide, high] = [u16(at + 4), u16(at + 6)];
      for (let i = 0; i < wide * 8 * high; i++) {
        const byte = bytes[at + 8 + (i >> 3)] ?? 0;
        const [dx, dy] = [i % (wide * 8), Math.floor(i / (wide * 8))];
        if ((byte >> (7 - (i & 7))) & 1) dots.add(`${margin + dx},${y + dy}`);
      }
      y += high;
      at += 8 + wide * high;
    } else if (bytes[at] === 0x1b && code === 0x4a) {
      y += bytes[at + 2] ?? 0;
      at += 3;
    } else if (bytes[at] !== 0x1b) {
      textTop = y;
      at += 1;
    } else if (code === 0x24) {
      x = (bytes[at + 2] ?? 0) + 256 * (bytes[at + 3] ?? 0);
      at += 4;
    } else if (code === 0x2a) {
      const columns = (bytes[at + 3] ?? 0) + 256 * (bytes[at + 4] ?? 0);
      for (let i = 0; i < columns * 24; i++) {
        const byte = bytes[at + 5 + (i >> 3)] ?? 0;
        if ((byte >> (7 - (i & 7))) & 1) dots.add(`${x + Math.floor(i / 24)},${y + (i % 24)}`);
      }
      at += 5 + 3 * columns;
    } else throw new Error(`unexpected at ${at}`);
  }
  return { dots, textTop, height: y };
};

const expected = ({ bitmap }: ArabicPicture, x: number, top: number): ReadonlySet<string> => {
  const dots = new Set<string>();
  bitmap.dots.forEach((dot, i) => {
    if (dot === 1) dots.add(`${x + (i % bitmap.width)},${top + Math.floor(i / bitmap.width)}`);
  });
  return dots;
};

describe('a row', () => {
  it.each([
    ['رقم الحساب', 26],
    ['أكتوبر', 26],
    ['تم الدفع', 34],
  ] as const)('stands %s on the baseline of its text, band by band', (text, dots) => {
    const picture = arabicPicture(text, { dots, weight: 500 });
    const row = rowBytes(
      [
        { kind: 'text', x: 0, text: 'Account' },
        { kind: 'picture', x: 400, picture },
      ],
      48,
      target,
    );
    const { dots: found, textTop, height } = paint(row);
    const baseline = textTop + profile.fontA.baseline;
    const sink = Math.max(0, ...[picture.baseline - profile.fontA.baseline]);
    const shift = sink <= 5 ? sink : 0;
    expect(found).toEqual(expected(picture, 400, baseline - picture.baseline + shift));
    expect(height).toBe(textTop + 48);
  });

  it('prints a picture alone whole', () => {
    const picture = arabicPicture('هيئة الكهرباء والماء', { dots: 34, weight: 700 });
    const { dots, height } = paint(rowBytes([{ kind: 'picture', x: 7, picture }], 48, target));
    expect(height).toBe(48);
    const tops = [...dots].map((dot) => Number(dot.split(',')[1]));
    expect(dots).toEqual(expected(picture, 7, Math.min(...tops)));
  });
});
