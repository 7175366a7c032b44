import { createCanvas } from '@napi-rs/canvas';
import type { PdfLanguage } from './plan.ts';
import { pdfFont, type PdfWeight } from './fonts.ts';

const measuring = createCanvas(1, 1).getContext('2d');

export type PdfType = {
  readonly points: number;
  readonly weight: PdfWeight;
  readonly language: PdfLanguage;
};

/** In points. */
export const widthOf = (text: string, type: PdfType): number => {
  measuring.font = pdfFont(type.points, type.weight);
  measuring.direction = type.language === 'ar' ? 'rtl' : 'ltr';
  return measuring.measureText(text).width;
};

/** As much of a word as fits, and the rest: for what has no spaces and is longer than its line. */
const broken = (word: string, width: number, type: PdfType): [string, string] => {
  const letters = Array.from(word);
  let fits = 1;
  while (fits < letters.length && widthOf(letters.slice(0, fits + 1).join(''), type) <= width) {
    fits += 1;
  }
  return [letters.slice(0, fits).join(''), letters.slice(fits).join('')];
};

/** Lines of at most `width` points; a line break in the text stays one. At least one line. */
export const wrap = (text: string, width: number, type: PdfType): readonly string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    const words = paragraph.split(' ').filter((word) => word !== '');
    for (let word = words.shift(); word !== undefined; word = words.shift()) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (widthOf(longer, type) <= width) {
        line = longer;
      } else if (line === '') {
        const [head, rest] = broken(word, width, type);
        lines.push(head);
        if (rest !== '') words.unshift(rest);
      } else {
        lines.push(line);
        line = '';
        words.unshift(word);
      }
    }
    return line === '' && lines.length > 0 ? lines : [...lines, line];
  });
