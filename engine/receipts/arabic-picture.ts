/** One line of Arabic as a 1-bit picture, shaped and ordered by the canvas' text engine. */
import { createCanvas } from '@napi-rs/canvas';
import type { Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { arabicFont, type Weight } from './arabic-font.ts';
import { drawableArabic } from './arabic-text.ts';

export type ArabicStyle = { readonly dots: number; readonly weight: Weight };

/** Cropped to its ink; `baseline` rows of it stand above the baseline. */
export type ArabicPicture = { readonly bitmap: Bitmap; readonly baseline: number };

/** Coverage (0–255) from which a dot is burnt: a little under half keeps thin strokes whole. */
const INK = 112;
const CACHE_MOST = 500;

const measuring = createCanvas(1, 1).getContext('2d');
/** Labels, ministries, services: what comes back on every receipt. */
const kept = new Map<string, ArabicPicture>();
/** Of the paper that is being laid out: it names a person's bills, and goes with them. */
const passing = new Map<string, ArabicPicture>();

export const arabicWidth = (text: string, style: ArabicStyle): number => {
  measuring.font = arabicFont(style.dots, style.weight);
  measuring.direction = 'rtl';
  return Math.ceil(measuring.measureText(drawableArabic(text)).width);
};

const draw = (text: string, style: ArabicStyle): ArabicPicture => {
  const width = arabicWidth(text, style) + 2 * style.dots;
  const height = 3 * style.dots;
  const base = 2 * style.dots;
  const context = createCanvas(width, height).getContext('2d');
  context.font = arabicFont(style.dots, style.weight);
  context.direction = 'rtl';
  context.textAlign = 'right';
  context.fillText(drawableArabic(text), width - style.dots, base);
  const { data } = context.getImageData(0, 0, width, height);
  const inked = (x: number, y: number): boolean => (data[(y * width + x) * 4 + 3] ?? 0) >= INK;

  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inked(x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { bitmap: { width: 0, height: 0, dots: new Uint8Array(0) }, baseline: 0 };
  const bitmap = { width: right - left + 1, height: bottom - top + 1 };
  const dots = new Uint8Array(bitmap.width * bitmap.height);
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++) {
      dots[y * bitmap.width + x] = inked(left + x, top + y) ? 1 : 0;
    }
  }
  return { bitmap: { ...bitmap, dots }, baseline: base - top };
};

/** Drawn once for one paper; beyond it only what `keepPictures` was told of is kept. */
export const arabicPicture = (text: string, style: ArabicStyle): ArabicPicture => {
  const key = `${style.dots} ${style.weight} ${text}`;
  const known = kept.get(key) ?? passing.get(key);
  if (known !== undefined) return known;
  const picture = draw(text, style);
  passing.set(key, picture);
  return picture;
};

/** Everything drawn since is nobody's own, and is kept for the papers to come. */
export const keepPictures = (): void => {
  if (kept.size + passing.size > CACHE_MOST) kept.clear();
  for (const [key, picture] of passing) kept.set(key, picture);
  passing.clear();
};

/** The paper is laid out: what was drawn for it alone leaves the memory. */
export const forgetPictures = (): void => {
  passing.clear();
};
