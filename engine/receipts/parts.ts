/** The building blocks of the layout: each gives bytes, all at line start before and after. */
import type { Bilingual, Language } from '../../contract/language.ts';
import { blankBitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { rasterImage } from '../../drivers/escpos/codec/images.ts';
import { printableAscii } from '../../drivers/escpos/codec/printable-ascii.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { arabicPicture, arabicWidth, type ArabicStyle } from './arabic-picture.ts';
import { hasArabic } from './arabic-text.ts';
import { rowBytes, type Piece } from './row.ts';
import { wrapEvenly } from './wrap.ts';

const LABEL: ArabicStyle = { dots: 26, weight: 500 };
const STRONG: ArabicStyle = { dots: 28, weight: 600 };
const LARGE: ArabicStyle = { dots: 34, weight: 700 };

/** Least white between two texts on one row. */
const GUTTER = 18;
/** From row to row in a list: two bands. */
const PITCH = 48;
/** White above and below a line of Arabic that stands alone. */
const AIR = 9;

type Where = 'left' | 'centre' | 'right';
export type TextStyle = { readonly arabic: ArabicStyle; readonly bold: boolean };
export const PLAIN_STYLE: TextStyle = { arabic: LABEL, bold: false };
export const STRONG_STYLE: TextStyle = { arabic: STRONG, bold: true };
export const FINAL_STYLE: TextStyle = { arabic: { dots: 30, weight: 700 }, bold: true };
export const LARGE_STYLE: TextStyle = { arabic: LARGE, bold: true };

export const textDots = (text: string, profile: PrinterProfile): number =>
  printableAscii(text).length * profile.fontA.width;

const startAt = (where: Where, width: number, profile: PrinterProfile): number => {
  const free = Math.max(0, profile.dotsPerLine - width);
  return { left: 0, centre: Math.floor(free / 2), right: free }[where];
};

const row = (pieces: readonly Piece[], profile: PrinterProfile, pitch = PITCH): Uint8Array => {
  const { bytes, dots } = rowBytes(pieces, profile);
  return concatBytes([bytes, esc.feed(pitch - dots)]);
};

const latinPiece = (text: string, where: Where, bold: boolean, profile: PrinterProfile): Piece => ({
  kind: 'text',
  x: startAt(where, textDots(text, profile), profile),
  text,
  bold,
});

const arabicPiece = (
  text: string,
  where: Where,
  style: ArabicStyle,
  profile: PrinterProfile,
): Piece => {
  const picture = arabicPicture(text, style);
  return { kind: 'picture', x: startAt(where, picture.bitmap.width, profile), picture };
};

const latinLines = (
  text: string,
  where: Where,
  bold: boolean,
  profile: PrinterProfile,
): Uint8Array =>
  concatBytes(
    wrapEvenly(printableAscii(text), profile.dotsPerLine, (part) => textDots(part, profile)).map(
      (line) => row([latinPiece(line, where, bold, profile)], profile, 30),
    ),
  );

const arabicLines = (
  text: string,
  where: Where,
  style: ArabicStyle,
  profile: PrinterProfile,
): Uint8Array =>
  concatBytes(
    wrapEvenly(text, profile.dotsPerLine - 4, (part) => arabicWidth(part, style)).map((line) => {
      const { bytes, above, below } = rowBytes([arabicPiece(line, where, style, profile)], profile);
      return concatBytes([esc.feed(AIR - above), bytes, esc.feed(AIR - below)]);
    }),
  );

/** One above the other, `first` above; each wrapped at words. */
export const stacked = (
  text: Bilingual,
  first: Language,
  where: 'sides' | 'centre',
  style: TextStyle,
  profile: PrinterProfile,
): Uint8Array => {
  const en = latinLines(text.en, where === 'centre' ? where : 'left', style.bold, profile);
  const ar = arabicLines(text.ar, where === 'centre' ? where : 'right', style.arabic, profile);
  return concatBytes(first === 'ar' ? [ar, en] : [en, ar]);
};

/** The one thing everybody must read: both languages large and centred. */
export const headline = (text: Bilingual, first: Language, profile: PrinterProfile): Uint8Array => {
  const ar = arabicLines(text.ar, 'centre', LARGE, profile);
  const en = large(text.en, profile);
  return concatBytes(first === 'ar' ? [ar, esc.feed(2), en] : [en, esc.feed(6), ar]);
};

const fits = (widths: readonly number[], profile: PrinterProfile): boolean =>
  widths.reduce((sum, width) => sum + width, 0) + GUTTER * (widths.length - 1) <=
  profile.dotsPerLine;

/** English left, Arabic right; stacked where they do not fit side by side. */
export const pair = (
  text: Bilingual,
  first: Language,
  style: TextStyle,
  profile: PrinterProfile,
): Uint8Array => {
  const ar = arabicPiece(text.ar, 'right', style.arabic, profile);
  const arWidth = profile.dotsPerLine - ar.x;
  if (!fits([textDots(text.en, profile), arWidth], profile)) {
    return stacked(text, first, 'sides', style, profile);
  }
  return row([latinPiece(text.en, 'left', style.bold, profile), ar], profile);
};

/** Label, value, label in one row where they fit; else the value on a row of its own. */
export const field = (
  label: Bilingual,
  value: string,
  first: Language,
  profile: PrinterProfile,
): Uint8Array => {
  const middle = hasArabic(value)
    ? arabicPiece(value, 'centre', STRONG, profile)
    : latinPiece(value, 'centre', true, profile);
  const ar = arabicPiece(label.ar, 'right', LABEL, profile);
  const valueEnd = profile.dotsPerLine - middle.x;
  const free = middle.x - GUTTER;
  if (textDots(label.en, profile) <= free && profile.dotsPerLine - ar.x <= free) {
    return row([latinPiece(label.en, 'left', false, profile), middle, ar], profile);
  }
  // Off the middle, between the labels, before a second row is spent.
  const from = textDots(label.en, profile) + GUTTER;
  const width = valueEnd - middle.x;
  if (from + width + GUTTER <= ar.x) {
    const x = Math.floor((from + ar.x - GUTTER - width) / 2);
    return row([latinPiece(label.en, 'left', false, profile), { ...middle, x }, ar], profile);
  }
  return concatBytes([pair(label, first, PLAIN_STYLE, profile), row([middle], profile)]);
};

/** Latin text, twice as wide and high, centred. */
export const large = (text: string, profile: PrinterProfile): Uint8Array => {
  const times = textDots(text, profile) * 2 <= profile.dotsPerLine ? 2 : 1;
  return concatBytes([
    esc.position(startAt('centre', textDots(text, profile) * times, profile)),
    esc.characterSize(times, 2),
    esc.bold(true),
    esc.text(text),
    esc.bold(false),
    esc.characterSize(1, 1),
    esc.lineFeed(),
  ]);
};

/** A line across the paper, twice `halves` dots thick. */
export const rule = (halves: number, profile: PrinterProfile): Uint8Array => {
  const bitmap = blankBitmap(profile.dotsPerLine / 2, halves);
  bitmap.dots.fill(1);
  return rasterImage(bitmap, 2);
};
