import { describe, expect, it } from 'vitest';
import ar from '../../locales/ar/receipt.json' with { type: 'json' };
import en from '../../locales/en/receipt.json' with { type: 'json' };
import { createCanvas } from '@napi-rs/canvas';
import { arabicFont } from './arabic-font.ts';
import { arabicPicture, arabicWidth, keepPictures, type ArabicPicture } from './arabic-picture.ts';
import { drawableArabic } from './arabic-text.ts';
import { layoutFor } from './layout-for.ts';
import { sampleFacts, sampleFines } from './sample-facts.ts';

const STYLE = { dots: 26, weight: 500 } as const;

const show = ({ bitmap }: ArabicPicture): string => Buffer.from(bitmap.dots).toString('hex');

/** What the face draws for a character it has not. */
const raw = (text: string): string => {
  const context = createCanvas(60, 60).getContext('2d');
  context.font = arabicFont(STYLE.dots, STYLE.weight);
  context.fillText(text, 10, 40);
  return Buffer.from(context.getImageData(0, 0, 60, 60).data).toString('base64');
};

describe('Arabic as a picture', () => {
  it('never shows a box: every character of the texts has a glyph', () => {
    const box = raw('\ue0f0');
    const samples = [sampleFacts('queued'), sampleFines('final')].flatMap((facts) => [
      facts.ministry.ar,
      facts.service.ar,
      facts.place.ar,
      ...facts.lines.flatMap((line) => [line.title.ar, line.detail.ar, line.referenceLabel.ar]),
    ]);
    const used = new Set([...Object.values(ar), ...samples].join(''));
    const allowed = Array.from({ length: 0x2100 }, (_, code) => String.fromCodePoint(code)).filter(
      (char) => drawableArabic(`ا${char}ا`).includes(char) && char.trim() !== '',
    );
    for (const char of [...used, ...allowed]) {
      expect(drawableArabic(`ا${char}ا`), `dropped ${char}`).toContain(char);
      expect(raw(char) === box, `no glyph for U+${char.codePointAt(0)?.toString(16)}`).toBe(false);
    }
    expect(raw('\ue123')).toBe(box);
  });

  it('leaves out what the face has not', () => {
    expect(drawableArabic('دفع 中 🙂 ٣٢')).toBe('دفع 32');
    expect(show(arabicPicture('中', STYLE))).toBe('');
  });

  it('joins letters: a word is narrower than its letters apart, and differs from its mirror', () => {
    const apart = Array.from('الحساب').reduce((sum, char) => sum + arabicWidth(char, STYLE), 0);
    expect(arabicWidth('الحساب', STYLE)).toBeLessThan(apart);
    expect(show(arabicPicture('دفع', STYLE))).not.toBe(show(arabicPicture('عفد', STYLE)));
  });

  it('puts a number after the word it follows: to its left', () => {
    const word = arabicPicture('أكتوبر', STYLE).bitmap;
    const both = arabicPicture('أكتوبر 2026', STYLE).bitmap;
    const right = (x: number, y: number): number | undefined =>
      both.dots[y * both.width + both.width - word.width + x];
    const shift = both.height - word.height;
    expect(shift).toBeGreaterThanOrEqual(0);
    let same = 0;
    for (let y = 0; y < word.height; y++) {
      for (let x = 0; x < word.width; x++)
        if (right(x, y) === word.dots[y * word.width + x]) same++;
    }
    expect(same).toBe(word.width * word.height);
  });

  it('begins at the right, also with a number', () => {
    const number = arabicPicture('97', STYLE).bitmap;
    const both = arabicPicture('97 كم', STYLE).bitmap;
    const top = Array.from({ length: both.height - number.height + 1 }, (_, i) => i);
    const found = top.some((y0) =>
      number.dots.every(
        (dot, i) =>
          both.dots[
            (y0 + Math.floor(i / number.width)) * both.width +
              (both.width - number.width) +
              (i % number.width)
          ] === dot,
      ),
    );
    expect(found).toBe(true);
  });

  it('leaves the memory with its paper, but for what every paper says', () => {
    const label = arabicPicture('رقم الحساب', STYLE);
    keepPictures();
    const personal = arabicPicture('مخالفة سرعة، شارع الحكومة', STYLE);
    expect(arabicPicture('مخالفة سرعة، شارع الحكومة', STYLE)).toBe(personal);
    layoutFor()(sampleFacts('final'));
    expect(arabicPicture('مخالفة سرعة، شارع الحكومة', STYLE)).not.toBe(personal);
    expect(arabicPicture('رقم الحساب', STYLE)).toBe(label);
  });

  it('is cropped to its ink and kept', () => {
    const picture = arabicPicture('المبلغ', STYLE);
    const { bitmap } = picture;
    const row = (y: number): Uint8Array =>
      bitmap.dots.subarray(y * bitmap.width, (y + 1) * bitmap.width);
    expect(row(0)).toContain(1);
    expect(row(bitmap.height - 1)).toContain(1);
    expect(picture.baseline).toBeLessThan(bitmap.height);
    expect(arabicPicture('المبلغ', STYLE)).toBe(picture);
  });

  it('has the same keys in both languages, none empty', () => {
    expect(Object.keys(ar)).toEqual(Object.keys(en));
    for (const text of [...Object.values(ar), ...Object.values(en)])
      expect(text.trim()).not.toBe('');
  });
});
