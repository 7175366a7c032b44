/**
 * `ESC &`, `ESC %`: the printer's own characters, 12 × 24 dots in font A (digest §6). They are part of the text
 * line, unlike kept graphics, and are lost at `ESC @` and power-off.
 */
import { cropped, type Bitmap } from './bitmap.ts';
import { concatBytes } from './bytes.ts';
import { columnRuns } from './images.ts';
import { realTimeHits } from './real-time.ts';

export const CELL = { width: 12, height: 24 } as const;
/** 20 stays the space: a white cell needs no definition. */
export const FIRST_CODE = 0x21;
export const LAST_CODE = 0x7e;
export const SPACE = 0x20;

/** 36 bytes, column by column, three bytes a column. */
export type Cell = Uint8Array;

/**
 * `band` (24 rows) in cells, the last one ending at its right edge: text that begins alike at the right, as
 * Arabic does, then shares cells. Widened with white on the left to whole cells.
 */
export const cellsOf = (band: Bitmap): readonly Cell[] => {
  const count = Math.ceil(band.width / CELL.width);
  return Array.from({ length: count }, (_, i) => {
    const right = band.width - (count - 1 - i) * CELL.width;
    const box = { left: right - CELL.width, top: 0, right, bottom: CELL.height };
    const data = new Uint8Array(3 * CELL.width);
    for (const run of columnRuns(cropped(band, box), 0)) data.set(run.data, 3 * run.x);
    return data;
  });
};

export const isWhite = (cell: Cell): boolean => cell.every((byte) => byte === 0);

/** Whether a definition with this cell would hold a real-time command (digest §11). */
export const isDefinable = (cell: Cell): boolean =>
  realTimeHits(Uint8Array.of(CELL.width, ...cell, CELL.width)).length === 0;

/** `ESC &` for cells at consecutive codes from `first` on. */
export const defineCharacters = (first: number, cells: readonly Cell[]): Uint8Array => {
  const last = first + cells.length - 1;
  if (cells.length === 0 || first < FIRST_CODE || last > LAST_CODE || !cells.every(isDefinable)) {
    throw new RangeError(`cannot define ${cells.length} characters from ${first}`);
  }
  return concatBytes([
    Uint8Array.of(0x1b, 0x26, 3, first, last),
    ...cells.flatMap((cell) => [Uint8Array.of(CELL.width), cell]),
  ]);
};

/** `ESC %`: from here on codes print the own characters that are defined, or the font's again. */
export const userCharacters = (on: boolean): Uint8Array => Uint8Array.of(0x1b, 0x25, on ? 1 : 0);

/** Own characters, between text of the font. */
export const asCharacters = (codes: Uint8Array): Uint8Array =>
  concatBytes([userCharacters(true), codes, userCharacters(false)]);
