/**
 * A row of printer text and Arabic pictures that share a baseline. The text stands in one band of 24 dots and
 * with it what of the pictures fits there, as column images or own characters (digest §1.16, §6). What rises
 * above or hangs below the band stands alone on its lines, where a raster is often cheaper.
 */
import { blankBitmap, cropped, inkBox, inkOnto } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { BAND_DOTS, columnBand } from '../../drivers/escpos/codec/images.ts';
import { asCharacters, CELL, SPACE } from '../../drivers/escpos/codec/user-characters.ts';
import type { ArabicPicture } from './arabic-picture.ts';
import { alone } from './ink.ts';
import type { Target } from './kept-ink.ts';

export type Piece =
  | { readonly kind: 'text'; readonly x: number; readonly text: string; readonly bold?: boolean }
  | { readonly kind: 'picture'; readonly x: number; readonly picture: ArabicPicture };

/** Dots by which Arabic may sink below the Latin baseline before rows are spent above the text. */
const SINK_MOST = 5;

/** `top` is the picture's first row, counted from the top of the band that holds the text. */
type Placed = { readonly x: number; readonly picture: ArabicPicture; readonly top: number };

const place = (piece: Extract<Piece, { kind: 'picture' }>, textBaseline: number): Placed => {
  const wanted = textBaseline - piece.picture.baseline;
  const top = wanted < 0 && wanted >= -SINK_MOST ? 0 : wanted;
  return { x: piece.x, picture: piece.picture, top };
};

const bottomOf = ({ top, picture }: Placed): number => top + picture.bitmap.height;

const textBytes = (piece: Extract<Piece, { kind: 'text' }>): Uint8Array =>
  concatBytes([
    ...(piece.x === 0 ? [] : [esc.position(piece.x)]),
    ...(piece.bold === true ? [esc.bold(true)] : []),
    esc.text(piece.text),
    ...(piece.bold === true ? [esc.bold(false)] : []),
  ]);

/** The part of a picture that stands in the text's band. */
const inBand = ({ x, picture, top }: Placed, { kept }: Target): Uint8Array => {
  const { bitmap } = picture;
  const band = cropped(bitmap, {
    left: 0,
    right: bitmap.width,
    top: -top,
    bottom: BAND_DOTS - top,
  });
  const codes = kept.codes(band);
  const room = x + bitmap.width - (codes?.length ?? 0) * CELL.width;
  if (codes === null || room < 0) return columnBand(band, 0, x);
  const white = codes.findIndex((code) => code !== SPACE);
  const inked = codes.subarray(Math.max(0, white));
  const from = x + bitmap.width - inked.length * CELL.width;
  return white < 0 ? new Uint8Array(0) : concatBytes([esc.position(from), asCharacters(inked)]);
};

/** The rows `top` to `bottom` of all pictures, alone on their lines. */
const outsideBand = (
  placed: readonly Placed[],
  top: number,
  bottom: number,
  target: Target,
): Uint8Array => {
  const part = blankBitmap(target.profile.dotsPerLine, bottom - top);
  for (const each of placed) inkOnto(part, each.picture.bitmap, each.x, each.top - top);
  const ink = inkBox(part);
  if (ink === null) return esc.feed(part.height);
  const around = { above: ink.top, below: part.height - ink.bottom };
  return alone(cropped(part, ink), ink.left, around, target);
};

/**
 * The bytes of a row from line start to line start. It is `pitch` dots high, counted from the top of the text,
 * and as much more as its pictures need. Line spacing must be at most 24 (`ESC 3`).
 */
export const rowBytes = (pieces: readonly Piece[], pitch: number, target: Target): Uint8Array => {
  const texts = pieces.filter((piece) => piece.kind === 'text').sort((a, b) => a.x - b.x);
  const placed = pieces
    .filter((piece) => piece.kind === 'picture')
    .map((piece) => place(piece, target.profile.fontA.baseline));
  const top = Math.min(0, ...placed.map((each) => each.top));
  const bottom = Math.max(pitch, ...placed.map(bottomOf));
  if (texts.length === 0) return outsideBand(placed, top, bottom, target);
  const band = concatBytes([
    ...texts.map(textBytes),
    ...placed.map((each) => inBand(each, target)),
    esc.lineFeed(),
  ]);
  return concatBytes([
    outsideBand(placed, top, 0, target),
    band,
    outsideBand(placed, BAND_DOTS, bottom, target),
  ]);
};
