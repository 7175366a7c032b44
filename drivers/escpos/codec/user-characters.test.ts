import { describe, expect, it } from 'vitest';
import { blankBitmap, type Bitmap } from './bitmap.ts';
import {
  asCharacters,
  cellsOf,
  defineCharacters,
  isDefinable,
  isWhite,
} from './user-characters.ts';

/** A band of 24 rows with one black column at `x`. */
const column = (width: number, x: number): Bitmap => {
  const band = blankBitmap(width, 24);
  for (let y = 0; y < 24; y++) band.dots[y * width + x] = 1;
  return band;
};

describe('own characters (digest §6)', () => {
  it('are defined column by column, three bytes each, top dot first', () => {
    const band = blankBitmap(12, 24);
    band.dots[0] = 1; // the upper left dot
    band.dots[23 * 12 + 11] = 1; // the lower right one
    const bytes = Array.from(defineCharacters(0x41, cellsOf(band)));
    expect(bytes.slice(0, 6)).toEqual([0x1b, 0x26, 3, 0x41, 0x41, 12]);
    expect(bytes.slice(6)).toEqual([0x80, ...new Array<number>(34).fill(0), 1]);
  });

  it('are cut from the right, widened with white on the left', () => {
    const cells = cellsOf(column(30, 0));
    expect(cells).toHaveLength(3);
    const [left, ...others] = cells.map(isWhite);
    expect(left).toBe(false);
    expect(others).toEqual([true, true]);
    expect(cells[0]?.subarray(18, 21)).toEqual(Uint8Array.of(0xff, 0xff, 0xff));
    expect(cellsOf(column(30, 29))[2]).toEqual(cellsOf(column(12, 11))[0]);
  });

  it('are used between text of the font', () => {
    expect(asCharacters(Uint8Array.of(0x41, 0x20))).toEqual(
      Uint8Array.of(0x1b, 0x25, 1, 0x41, 0x20, 0x1b, 0x25, 0),
    );
  });

  it('have codes 21–7E only, and never a real-time command inside', () => {
    const cell = cellsOf(column(12, 3))[0] ?? new Uint8Array(36);
    const cells = (count: number): readonly Uint8Array[] => new Array<Uint8Array>(count).fill(cell);
    expect(() => defineCharacters(0x20, [cell])).toThrow(RangeError);
    expect(() => defineCharacters(0x7e, cells(2))).toThrow(RangeError);
    expect(() => defineCharacters(0x41, [])).toThrow(RangeError);
    expect(defineCharacters(0x21, cells(94))).toHaveLength(5 + 94 * 37);
    const bad = new Uint8Array(36);
    bad.set([0x10, 0x04], 5);
    expect(isDefinable(bad)).toBe(false);
    expect(() => defineCharacters(0x41, [bad])).toThrow(RangeError);
  });
});
