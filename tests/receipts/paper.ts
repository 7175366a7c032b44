/** The simulated printer as a judge: what paper do these bytes make? */
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import { printOnPaper } from '../../drivers/escpos/simulator/interpreter.ts';
import { makeGlyphs, noGlyphs } from '../../drivers/escpos/simulator/glyphs.ts';
import type { Paper } from '../../drivers/escpos/simulator/paper.ts';
import type { Bitmap } from '../../drivers/escpos/codec/bitmap.ts';

const glyphs = makeGlyphs();

export type Sheet = {
  /** Every dot, row by row, as one string a row; white rows at the end left out. */
  readonly rows: readonly string[];
  readonly height: number;
  readonly texts: readonly string[];
  readonly qr: readonly string[];
  /** Commands that printed nothing or garbage. */
  readonly unknown: readonly string[];
};

/** `#` black, `.` white, white on the right left out. */
const drawn = (dots: Uint8Array): string =>
  Array.from(dots, (dot) => (dot === 1 ? '#' : '.'))
    .join('')
    .replace(/\.+$/u, '');

const withoutWhiteEnd = (rows: readonly string[]): readonly string[] =>
  rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);

const rowsOf = (paper: Paper): readonly string[] =>
  withoutWhiteEnd(
    Array.from({ length: paper.height }, (_, y) => drawn(paper.row(y) ?? new Uint8Array())),
  );

/** With `text: 'blank'` only pictures leave dots: two ways then differ in nothing but their Arabic. */
export const sheetOf = (bands: readonly Uint8Array[], text: 'drawn' | 'blank' = 'drawn'): Sheet => {
  const paper = printOnPaper(concatBytes(bands), text === 'drawn' ? glyphs : noGlyphs);
  return {
    rows: rowsOf(paper),
    height: paper.height,
    texts: paper.elements.flatMap((each) => (each.kind === 'text' ? [each.text] : [])),
    qr: paper.elements.flatMap((each) => (each.kind === 'qr' ? [each.text] : [])),
    unknown: paper.unknown.map(({ hex }) => hex),
  };
};

/** The rows of a sheet on which nothing stands but `bitmap`, its upper left corner at `x`, `y`. */
export const rowsWith = (bitmap: Bitmap, x: number, y: number): readonly string[] =>
  withoutWhiteEnd([
    ...Array.from({ length: y }, () => ''),
    ...Array.from({ length: bitmap.height }, (_, row) => {
      const dots = new Uint8Array(x + bitmap.width);
      dots.set(bitmap.dots.subarray(row * bitmap.width, (row + 1) * bitmap.width), x);
      return drawn(dots);
    }),
  ]);

const dotsIn = (rows: readonly string[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row, y) => Array.from(row, (dot, x) => (dot === '#' ? `${x},${y}` : ''))));

/** Dots of `wanted` that `found` has not, and dots it has too many. */
export const difference = (
  found: readonly string[],
  wanted: readonly string[],
): { readonly missing: number; readonly extra: number } => {
  const [have, want] = [dotsIn(found), dotsIn(wanted)];
  const lacking = (from: ReadonlySet<string>, than: ReadonlySet<string>): number =>
    Array.from(from).filter((dot) => !than.has(dot)).length;
  return { missing: lacking(want, have), extra: lacking(have, want) };
};

/** Rows at which `bitmap` stands with its left edge at `x`, all its dots and no other between them. */
export const placesOf = (bitmap: Bitmap, x: number, rows: readonly string[]): readonly number[] => {
  const wanted = Array.from({ length: bitmap.height }, (_, y) =>
    drawn(bitmap.dots.subarray(y * bitmap.width, (y + 1) * bitmap.width)),
  );
  const at = (y: number): string => (rows[y] ?? '').slice(x, x + bitmap.width).replace(/\.+$/u, '');
  return rows.flatMap((_, y) => (wanted.every((row, dy) => at(y + dy) === row) ? [y] : []));
};
