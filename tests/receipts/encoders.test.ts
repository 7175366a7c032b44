import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aloneImage, USUAL_WAYS, type PictureWay } from '../../drivers/escpos/codec/alone.ts';
import type { Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { lineFeed, lineSpacing, position } from '../../drivers/escpos/codec/commands.ts';
import { keepGraphic, printKept } from '../../drivers/escpos/codec/graphics.ts';
import { columnRuns } from '../../drivers/escpos/codec/images.ts';
import { realTimeHits } from '../../drivers/escpos/codec/real-time.ts';
import {
  asCharacters,
  cellsOf,
  defineCharacters,
  FIRST_CODE,
  isDefinable,
} from '../../drivers/escpos/codec/user-characters.ts';
import { RealtimeMatcher } from '../../drivers/escpos/simulator/realtime.ts';
import { difference, rowsWith, sheetOf } from './paper.ts';

const RUNS = { numRuns: 40, seed: 20_261_122 };

/** Strokes and specks on white, as Arabic has them; dense ones too. */
const bitmaps = (widest: number, highest: number): fc.Arbitrary<Bitmap> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: widest }),
      height: fc.integer({ min: 1, max: highest }),
      density: fc.constantFrom(1, 4, 30),
      seed: fc.integer({ min: 1, max: 0x7fff_fffe }),
    })
    .map(({ width, height, density, seed }) => {
      let state = seed;
      const dots = Uint8Array.from({ length: width * height }, () => {
        state = (state * 48_271) % 0x7fff_ffff;
        return state % 60 < density ? 1 : 0;
      });
      return { width, height, dots };
    });

/** A generous count of places where column bytes could be taken for a real-time command. */
const hitsIn = (bitmap: Bitmap, above: number): number =>
  Array.from({ length: above + bitmap.height }, (_, top) =>
    columnRuns(bitmap, top - above).reduce((sum, { data }) => sum + realTimeHits(data).length, 0),
  ).reduce((sum, hits) => sum + hits, 0);

const isRealTime = (bytes: Uint8Array): boolean => {
  const matcher = new RealtimeMatcher();
  return Array.from(bytes).some((byte) => matcher.take(byte) !== null);
};

describe('a picture alone on its lines', () => {
  const cases = fc.record({
    bitmap: bitmaps(120, 60),
    x: fc.integer({ min: 0, max: 456 }),
    above: fc.integer({ min: 0, max: 30 }),
    below: fc.integer({ min: 0, max: 30 }),
  });

  it.each<{ readonly ways: readonly PictureWay[] }>([
    { ways: USUAL_WAYS },
    { ways: ['raster'] },
    { ways: ['buffered'] },
  ])('comes out as asked for, and feeds as much, by $ways', ({ ways }) => {
    fc.assert(
      fc.property(cases, ({ bitmap, x, above, below }) => {
        const bytes = aloneImage(bitmap, x, { above, below }, ways);
        const sheet = sheetOf([lineSpacing(16), bytes, lineFeed()], 'blank');
        expect(sheet.unknown).toEqual([]);
        expect(sheet.height).toBe(above + bitmap.height + below + 16);
        expect(isRealTime(bytes)).toBe(false);
        expect(sheet.rows).toEqual(rowsWith(bitmap, x, above));
      }),
      RUNS,
    );
  });

  it('comes out of column images where there is room for their 24 rows', () => {
    fc.assert(
      fc.property(cases, ({ bitmap, x, above, below }) => {
        const bytes = aloneImage(bitmap, x, { above, below: below + 23 }, ['columns']);
        const { rows } = sheetOf([lineSpacing(16), bytes], 'blank');
        const { missing, extra } = difference(rows, rowsWith(bitmap, x, above));
        expect(missing).toBe(0);
        // A real-time command inside one column leaves no other way out than a dot more (digest §11).
        expect(extra).toBeLessThanOrEqual(hitsIn(bitmap, above));
        expect(isRealTime(bytes)).toBe(false);
      }),
      RUNS,
    );
  });

  it('costs no more than any one way alone', () => {
    fc.assert(
      fc.property(cases, ({ bitmap, x, above }) => {
        const size = (ways: readonly PictureWay[]): number =>
          aloneImage(bitmap, x, { above, below: 24 }, ways).length;
        const least = Math.min(size(['raster']), size(['columns']), size(['buffered']));
        expect(size(USUAL_WAYS)).toBeLessThanOrEqual(least);
      }),
      { ...RUNS, numRuns: 15 },
    );
  });

  it('made of real-time commands is split so that no dot changes (digest §11)', () => {
    const rows = [0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x04];
    const dots = Uint8Array.from(
      rows.flatMap((b) => [7, 6, 5, 4, 3, 2, 1, 0].map((i) => (b >> i) & 1)),
    );
    const bitmap = { width: 8, height: rows.length, dots };
    const bytes = aloneImage(bitmap, 0, { above: 0, below: 0 });
    expect(isRealTime(bytes)).toBe(false);
    expect(sheetOf([lineSpacing(16), bytes], 'blank').rows).toEqual(rowsWith(bitmap, 0, 0));
  });
});

describe('pictures kept in the printer', () => {
  it('come out as they were given, or are refused', () => {
    fc.assert(
      fc.property(bitmaps(200, 60), fc.constantFrom('download', 'nv'), (bitmap, memory) => {
        const keep = keepGraphic(memory, 'Ab', bitmap);
        if (keep === null) return;
        expect(isRealTime(keep)).toBe(false);
        const sheet = sheetOf([keep, printKept(memory, 'Ab')], 'blank');
        expect(sheet.unknown).toEqual([]);
        expect(sheet.rows).toEqual(rowsWith(bitmap, 0, 0));
      }),
      RUNS,
    );
  });

  it('as characters stand on the text line, ending where the picture ends', () => {
    const bands = bitmaps(160, 24).filter(({ height }) => height === 24);
    fc.assert(
      fc.property(bands, fc.integer({ min: 12, max: 400 }), (band, x) => {
        const cells = cellsOf(band);
        if (!cells.every(isDefinable)) return;
        const codes = Uint8Array.from(cells, (_, i) => FIRST_CODE + i);
        const left = x + band.width - 12 * cells.length;
        const sheet = sheetOf(
          [defineCharacters(FIRST_CODE, cells), position(left), asCharacters(codes), lineFeed()],
          'blank',
        );
        expect(sheet.texts).toEqual([]);
        expect(sheet.rows).toEqual(rowsWith(band, x, 0));
      }),
      RUNS,
    );
  });
});
