/**
 * A row of printer text and Arabic pictures that share a baseline. The text stands in one band of
 * 24 dots, the pictures in as many as they need; a line feed advances by the tallest element of the
 * line, so that bands join without a seam (digest §1.16, §6).
 */
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { BAND_DOTS, columnBand } from '../../drivers/escpos/codec/images.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { ArabicPicture } from './arabic-picture.ts';

export type Piece =
  | { readonly kind: 'text'; readonly x: number; readonly text: string; readonly bold?: boolean }
  | { readonly kind: 'picture'; readonly x: number; readonly picture: ArabicPicture };

/** Dots by which Arabic may sink below the Latin baseline before a band is spent above the text. */
const SINK_MOST = 5;

type Placed = { readonly x: number; readonly picture: ArabicPicture; readonly top: number };

/** For a picture alone: where in its bands it costs the fewest bytes. */
const cheapestTop = ({ bitmap }: ArabicPicture): number => {
  const spare = Math.ceil(bitmap.height / BAND_DOTS) * BAND_DOTS - bitmap.height;
  let best = { top: 0, bytes: Infinity };
  for (let top = 0; top <= spare; top++) {
    let bytes = 0;
    for (let at = -top; at < bitmap.height; at += BAND_DOTS) {
      bytes += columnBand(bitmap, at, 0).length;
    }
    if (bytes < best.bytes) best = { top, bytes };
  }
  return best.top;
};

/** `top` is the picture's first row, counted from the top of the band that holds the text. */
const place = (
  piece: Extract<Piece, { kind: 'picture' }>,
  textBaseline: number,
  hasText: boolean,
): Placed => {
  if (!hasText) return { x: piece.x, picture: piece.picture, top: cheapestTop(piece.picture) };
  const wanted = textBaseline - piece.picture.baseline;
  const top = wanted < 0 && wanted >= -SINK_MOST ? 0 : wanted;
  return { x: piece.x, picture: piece.picture, top };
};

const textBytes = (piece: Extract<Piece, { kind: 'text' }>): Uint8Array =>
  concatBytes([
    ...(piece.x === 0 ? [] : [esc.position(piece.x)]),
    ...(piece.bold === true ? [esc.bold(true)] : []),
    esc.text(piece.text),
    ...(piece.bold === true ? [esc.bold(false)] : []),
  ]);

export type Row = {
  readonly bytes: Uint8Array;
  /** Its height; a multiple of 24. */
  readonly dots: number;
  /** White rows above and below the pictures' ink. */
  readonly above: number;
  readonly below: number;
};

/** The bytes of a row at line start. Line spacing must be at most 24 (`ESC 3`). */
export const rowBytes = (pieces: readonly Piece[], profile: PrinterProfile): Row => {
  const texts = pieces.filter((piece) => piece.kind === 'text').sort((a, b) => a.x - b.x);
  const placed = pieces
    .filter((piece) => piece.kind === 'picture')
    .map((piece) => place(piece, profile.fontA.baseline, texts.length > 0));
  const first = Math.min(0, ...placed.map(({ top }) => Math.floor(top / BAND_DOTS)));
  const last = Math.max(
    0,
    ...placed.map(({ top, picture }) => Math.ceil((top + picture.bitmap.height) / BAND_DOTS) - 1),
  );
  const bands: Uint8Array[] = [];
  for (let band = first; band <= last; band++) {
    const pictures = placed.map(({ x, picture, top }) =>
      columnBand(picture.bitmap, band * BAND_DOTS - top, x),
    );
    const content = concatBytes([...(band === 0 ? texts.map(textBytes) : []), ...pictures]);
    // Without an element to measure, a line feed would advance by the line spacing only.
    bands.push(content.length === 0 ? esc.feed(BAND_DOTS) : concatBytes([content, esc.lineFeed()]));
  }
  const inkTop = Math.min(...placed.map(({ top }) => top));
  const inkEnd = Math.max(...placed.map(({ top, picture }) => top + picture.bitmap.height));
  return {
    bytes: concatBytes(bands),
    dots: (last - first + 1) * BAND_DOTS,
    above: placed.length === 0 ? 0 : inkTop - first * BAND_DOTS,
    below: placed.length === 0 ? 0 : (last + 1) * BAND_DOTS - inkEnd,
  };
};
