import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bitmap } from './bitmap.ts';
import { columnBand, columnImage, columnRuns, rasterImage } from './images.ts';
import { realTimeHits, withoutRealTime } from './real-time.ts';

/** A raster whose bytes are exactly `bytes`, eight dots each, one row. */
const rowOf = (bytes: readonly number[]): Bitmap => ({
  width: bytes.length * 8,
  height: 1,
  dots: Uint8Array.from(
    bytes.flatMap((b) => Array.from({ length: 8 }, (_, i) => (b >> (7 - i)) & 1)),
  ),
});

const REAL_TIME: readonly (readonly number[])[] = [
  [0x10, 0x04, 0x01],
  [0x10, 0x04, 0x12],
  [0x10, 0x04, 0x14],
  [0x10, 0x05, 0x02],
  [0x10, 0x14, 0x01, 0x00, 0x01],
  [0x10, 0x14, 0x02, 0x01, 0x08],
  [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08],
  [0x10, 0x10, 0x04, 0x04, 0x10, 0x05],
];

describe('an image made of real-time commands (digest §11)', () => {
  it.each(REAL_TIME)('%s … leaves as a picture only', (...bytes) => {
    const raster = rasterImage(rowOf(bytes));
    expect(realTimeHits(raster)).toEqual([]);
    expect(raster).toHaveLength(8 + bytes.length);

    const padded = [...bytes, 0, 0].slice(0, Math.ceil(bytes.length / 3) * 3);
    const columns = columnImage(Uint8Array.from([...padded, ...padded]));
    expect(realTimeHits(columns)).toEqual([]);
  });

  it('only ever adds dots, at most one a hit', () => {
    fc.assert(
      fc.property(
        fc
          .uint8Array({ maxLength: 400 })
          .map((a) => a.map((b) => (b < 90 ? ([0x10, 4, 5, 0x14][b % 4] ?? 0) : b))),
        (payload) => {
          const safe = withoutRealTime(payload);
          expect(realTimeHits(safe)).toEqual([]);
          const changed = Array.from(safe).filter((byte, i) => byte !== payload[i]);
          expect(changed).toHaveLength(realTimeHits(payload).length);
          expect(safe.every((byte, i) => (byte & (payload[i] ?? 0)) === payload[i])).toBe(true);
        },
      ),
    );
  });
});

/** Puts runs back onto white. */
const redraw = (bitmap: Bitmap, top: number): string => {
  const rows = Array.from({ length: 24 }, () => new Array<string>(bitmap.width).fill('.'));
  for (const run of columnRuns(bitmap, top)) {
    for (let i = 0; i < run.data.length; i += 3) {
      for (let y = 0; y < 24; y++) {
        const row = rows[y];
        if (row !== undefined && ((run.data[i + (y >> 3)] ?? 0) >> (7 - (y & 7))) & 1) {
          row[run.x + i / 3] = '#';
        }
      }
    }
  }
  return rows.map((row) => row.join('')).join('\n');
};

describe('column images', () => {
  it('hold every dot of the band and no other, with white left out', () => {
    const bitmaps = fc
      .record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 50 }) })
      .chain(({ width, height }) =>
        fc
          .array(fc.integer({ min: 0, max: 9 }), {
            minLength: width * height,
            maxLength: width * height,
          })
          .map((values) => ({
            width,
            height,
            dots: Uint8Array.from(values, (v) => (v === 0 ? 1 : 0)),
          })),
      );
    fc.assert(
      fc.property(bitmaps, fc.integer({ min: -10, max: 50 }), (bitmap, top) => {
        const expected = Array.from({ length: 24 }, (_, y) =>
          Array.from({ length: bitmap.width }, (__, x) =>
            top + y >= 0 &&
            top + y < bitmap.height &&
            bitmap.dots[(top + y) * bitmap.width + x] === 1
              ? '#'
              : '.',
          ).join(''),
        ).join('\n');
        expect(redraw(bitmap, top)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('cost nothing where there is no ink', () => {
    expect(columnBand({ width: 300, height: 30, dots: new Uint8Array(9000) }, 0, 5)).toHaveLength(
      0,
    );
  });

  it('skip white only where that is cheaper', () => {
    const line = (gap: number): Bitmap => {
      const dots = new Uint8Array(gap + 2);
      dots[0] = 1;
      dots[gap + 1] = 1;
      return { width: gap + 2, height: 1, dots };
    };
    expect(columnRuns(line(3), 0)).toHaveLength(1);
    expect(columnRuns(line(4), 0)).toHaveLength(2);
    expect(columnBand(line(4), 0, 0)).toHaveLength(2 * (4 + 5 + 3));
  });
});
