/** Pictures as 24-dot columns within a text line (`ESC *`) and as raster (`GS v 0`). */
import { dotAt, packedRows, type Bitmap } from './bitmap.ts';
import { concatBytes, lowHigh, requireRange } from './bytes.ts';
import { position } from './commands.ts';
import { withoutRealTime } from './real-time.ts';

export const BAND_DOTS = 24;
const MAX_COLUMNS = 1023;
/** `ESC $` and the head of a new `ESC *` cost nine bytes: three white columns. */
const WORTH_SKIPPING = 4;

/** A stretch of columns of one band; `data` has three bytes a column, top dot first. */
export type ColumnRun = { readonly x: number; readonly data: Uint8Array };

const columnBytes = (bitmap: Bitmap, x: number, top: number): readonly [number, number, number] => {
  const byte = (first: number): number => {
    let value = 0;
    for (let bit = 0; bit < 8; bit++) value = (value << 1) | dotAt(bitmap, x, top + first + bit);
    return value;
  };
  return [byte(0), byte(8), byte(16)];
};

/** The ink of the 24 rows from `top` (may be negative), white columns left out where that is cheaper. */
export const columnRuns = (bitmap: Bitmap, top: number): readonly ColumnRun[] => {
  const runs: ColumnRun[] = [];
  let start = -1;
  let data: number[] = [];
  let white = 0;
  const close = (): void => {
    if (start < 0) return;
    const inked = data.slice(0, data.length - white * 3);
    for (let i = 0; i < inked.length; i += MAX_COLUMNS * 3) {
      runs.push({ x: start + i / 3, data: Uint8Array.from(inked.slice(i, i + MAX_COLUMNS * 3)) });
    }
    start = -1;
    data = [];
    white = 0;
  };
  for (let x = 0; x < bitmap.width; x++) {
    const bytes = columnBytes(bitmap, x, top);
    const isWhite = bytes.every((byte) => byte === 0);
    if (isWhite && start < 0) continue;
    if (start < 0) start = x;
    data.push(...bytes);
    white = isWhite ? white + 1 : 0;
    if (white >= WORTH_SKIPPING) close();
  }
  close();
  return runs;
};

/** `ESC *` 33: 24 dots high, one dot a column; part of the text line, so a line feed must follow. */
export const columnImage = (data: Uint8Array): Uint8Array =>
  concatBytes([
    Uint8Array.of(
      0x1b,
      0x2a,
      33,
      ...lowHigh(requireRange('columns', data.length / 3, 1, MAX_COLUMNS)),
    ),
    withoutRealTime(data),
  ]);

/** The runs of one band of `bitmap`, its left edge at `x` dots. Empty where there is no ink. */
export const columnBand = (bitmap: Bitmap, top: number, x: number): Uint8Array =>
  concatBytes(
    columnRuns(bitmap, top).flatMap((run) => [position(x + run.x), columnImage(run.data)]),
  );

/** `GS v 0` at line start; `scale` 2 prints each dot as 2 × 2. Rows 1–255 keep yH free of real-time bytes. */
export const rasterImage = (bitmap: Bitmap, scale: 1 | 2 = 1): Uint8Array =>
  concatBytes([
    Uint8Array.of(
      0x1d,
      0x76,
      0x30,
      scale === 1 ? 0 : 3,
      ...lowHigh(Math.ceil(bitmap.width / 8)),
      ...lowHigh(requireRange('rows', bitmap.height, 1, 255)),
    ),
    withoutRealTime(packedRows(bitmap)),
  ]);
