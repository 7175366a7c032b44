/** The building blocks of the layout: each gives bytes, all at line start before and after. */
import type { Bilingual, Language } from '../../contract/language.ts';
import { blankBitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { printableAscii } from '../../drivers/escpos/codec/printable-ascii.ts';
import { arabicPicture, arabicWidth, type ArabicStyle } from './arabic-picture.ts';
import { hasArabic } from './arabic-text.ts';
import { alone, doubled } from './ink.ts';
import type { Target } from './kept-ink.ts';
import { rowBytes, type Piece } from './row.ts';
import { wrapEvenly } from './wrap.ts';

const LABEL: ArabicStyle = { dots: 26, weight: 500 };
const STRONG: ArabicStyle = { dots: 28, weight: 600 };
const LARGE: ArabicStyle = { dots: 34, weight: 700 };

/** Least white between two texts on one row. */
const GUTTER = 18;
/** From row to row in a list: two bands. */
const PITCH = 48;
/** From one line of Latin to the next where they stand one above the other. */
const LATIN_PITCH = 30;
/** Between a pair that had to be stacked and what follows. */
const STACK_END = 6;
/** White above and below a line of Arabic that stands alone. */
const AIR = 9;

type Where = 'left' | 'centre' | 'right';
export type TextStyle = { readonly arabic: ArabicStyle; readonly bold: boolean };
export const PLAIN_STYLE: TextStyle = { arabic: LABEL, bold: false };
export const STRONG_STYLE: TextStyle = { arabic: STRONG, bold: true };
export const FINAL_STYLE: TextStyle = { arabic: { dots: 30, weight: 700 }, bold: true };
export const LARGE_STYLE: TextStyle = { arabic: LARGE, bold: true };

export const textDots = (text: string, target: Target): number =>
  printableAscii(text).length * target.profile.fontA.width;

const startAt = (where: Where, width: number, target: Target): number => {
  const free = Math.max(0, target.profile.dotsPerLine - width);
  return { left: 0, centre: Math.floor(free / 2), right: free }[where];
};

const latinPiece = (text: string, where: Where, bold: boolean, target: Target): Piece => ({
  kind: 'text',
  x: startAt(where, textDots(text, target), target),
  text,
  bold,
});

const arabicPiece = (text: string, where: Where, style: ArabicStyle, target: Target): Piece => {
  const picture = arabicPicture(text, style);
  return { kind: 'picture', x: startAt(where, picture.bitmap.width, target), picture };
};

const latinLines = (text: string, where: Where, bold: boolean, target: Target): Uint8Array =>
  concatBytes(
    wrapEvenly(printableAscii(text), target.profile.dotsPerLine, (part) =>
      textDots(part, target),
    ).map((line) => rowBytes([latinPiece(line, where, bold, target)], LATIN_PITCH, target)),
  );

const arabicLines = (text: string, where: Where, style: ArabicStyle, target: Target): Uint8Array =>
  concatBytes(
    wrapEvenly(text, target.profile.dotsPerLine - 4, (part) => arabicWidth(part, style)).map(
      (line) => {
        const { bitmap } = arabicPicture(line, style);
        return alone(
          bitmap,
          startAt(where, bitmap.width, target),
          { above: AIR, below: AIR },
          target,
        );
      },
    ),
  );

/** One above the other, `first` above; each wrapped at words. */
export const stacked = (
  text: Bilingual,
  first: Language,
  where: 'sides' | 'centre',
  style: TextStyle,
  target: Target,
): Uint8Array => {
  const en = latinLines(text.en, where === 'centre' ? where : 'left', style.bold, target);
  const ar = arabicLines(text.ar, where === 'centre' ? where : 'right', style.arabic, target);
  return concatBytes(first === 'ar' ? [ar, en] : [en, ar]);
};

/** The one thing everybody must read: both languages large and centred. */
export const headline = (text: Bilingual, first: Language, target: Target): Uint8Array => {
  const ar = arabicLines(text.ar, 'centre', LARGE, target);
  const en = large(text.en, target);
  return concatBytes(first === 'ar' ? [ar, esc.feed(2), en] : [en, esc.feed(6), ar]);
};

const fits = (widths: readonly number[], target: Target): boolean =>
  widths.reduce((sum, width) => sum + width, 0) + GUTTER * (widths.length - 1) <=
  target.profile.dotsPerLine;

/** English left, Arabic right; stacked where they do not fit side by side. */
export const pair = (
  text: Bilingual,
  first: Language,
  style: TextStyle,
  target: Target,
): Uint8Array => {
  const ar = arabicPiece(text.ar, 'right', style.arabic, target);
  const arWidth = target.profile.dotsPerLine - ar.x;
  if (!fits([textDots(text.en, target), arWidth], target)) {
    return concatBytes([stacked(text, first, 'sides', style, target), esc.feed(STACK_END)]);
  }
  return rowBytes([latinPiece(text.en, 'left', style.bold, target), ar], PITCH, target);
};

/** Label, value, label in one row where they fit; else the value on a row of its own. */
export const field = (
  label: Bilingual,
  value: string,
  first: Language,
  target: Target,
): Uint8Array => {
  const middle = hasArabic(value)
    ? arabicPiece(value, 'centre', STRONG, target)
    : latinPiece(value, 'centre', true, target);
  const ar = arabicPiece(label.ar, 'right', LABEL, target);
  const valueEnd = target.profile.dotsPerLine - middle.x;
  const free = middle.x - GUTTER;
  if (textDots(label.en, target) <= free && target.profile.dotsPerLine - ar.x <= free) {
    return rowBytes([latinPiece(label.en, 'left', false, target), middle, ar], PITCH, target);
  }
  // Off the middle, between the labels, before a second row is spent.
  const from = textDots(label.en, target) + GUTTER;
  const width = valueEnd - middle.x;
  if (from + width + GUTTER <= ar.x) {
    const x = Math.floor((from + ar.x - GUTTER - width) / 2);
    return rowBytes(
      [latinPiece(label.en, 'left', false, target), { ...middle, x }, ar],
      PITCH,
      target,
    );
  }
  return concatBytes([pair(label, first, PLAIN_STYLE, target), rowBytes([middle], PITCH, target)]);
};

/** Latin text, twice as wide and high, centred. */
export const large = (text: string, target: Target): Uint8Array => {
  const times = textDots(text, target) * 2 <= target.profile.dotsPerLine ? 2 : 1;
  return concatBytes([
    esc.position(startAt('centre', textDots(text, target) * times, target)),
    esc.characterSize(times, 2),
    esc.bold(true),
    esc.text(text),
    esc.bold(false),
    esc.characterSize(1, 1),
    esc.lineFeed(),
  ]);
};

/** A line across the paper, twice `halves` dots thick. */
export const rule = (halves: number, target: Target): Uint8Array => {
  const bitmap = blankBitmap(target.profile.dotsPerLine / 2, halves);
  bitmap.dots.fill(1);
  return doubled(bitmap, target);
};
