/**
 * A receipt as any encoder can be told it: text lines, pictures of Arabic, rules, a QR code. No encoder puts a
 * picture on the line of a text, so Arabic labels stand on lines of their own; the emblem is left out.
 */
import type { Bilingual } from '../../../contract/language.ts';
import type { Bitmap } from '../../../drivers/escpos/codec/bitmap.ts';
import { arabicPicture, type ArabicStyle } from '../../../engine/receipts/arabic-picture.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../../engine/receipts/document.ts';
import {
  FINAL_STYLE,
  LARGE_STYLE,
  PLAIN_STYLE,
  STRONG_STYLE,
} from '../../../engine/receipts/parts.ts';

export type Align = 'left' | 'center' | 'right';
export type Step =
  | { readonly kind: 'text'; readonly text: string; readonly align: Align; readonly large: boolean }
  | { readonly kind: 'picture'; readonly bitmap: Bitmap; readonly align: Align }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly data: string };

/** An encoder at its best: each of its own ways is tried, the fewest bytes count. */
export type OtherEncoder = {
  readonly name: string;
  readonly encode: (steps: readonly Step[]) => Promise<Uint8Array>;
};

export const COLUMNS = 48;

const text = (value: string, align: Align, large = false): Step => ({
  kind: 'text',
  text: value,
  align,
  large,
});

/** Widened and heightened to whole bytes, as the encoders demand. */
const wholeBytes = (bitmap: Bitmap): Bitmap => {
  const width = Math.ceil(bitmap.width / 8) * 8;
  const height = Math.ceil(bitmap.height / 8) * 8;
  const dots = new Uint8Array(width * height);
  for (let y = 0; y < bitmap.height; y++) {
    const row = bitmap.dots.subarray(y * bitmap.width, (y + 1) * bitmap.width);
    dots.set(row, y * width + width - bitmap.width);
  }
  return { width, height, dots };
};

const arabic = (value: string, align: Align, style: ArabicStyle = PLAIN_STYLE.arabic): Step => ({
  kind: 'picture',
  bitmap: wholeBytes(arabicPicture(value, style).bitmap),
  align,
});

const pair = (both: Bilingual, style: ArabicStyle): readonly Step[] => [
  text(both.en, 'left'),
  arabic(both.ar, 'right', style),
];
const centred = (both: Bilingual, style: ArabicStyle): readonly Step[] => [
  arabic(both.ar, 'center', style),
  text(both.en, 'center'),
];

const RULE: Step = { kind: 'rule' };

const stepsOf = (block: ReceiptBlock): readonly Step[] => {
  switch (block.kind) {
    case 'emblem':
      return [];
    case 'heading':
      return centred(block.text, LARGE_STYLE.arabic);
    case 'title':
      return [RULE, ...pair(block.text, STRONG_STYLE.arabic), RULE];
    case 'pair':
      return pair(block.text, PLAIN_STYLE.arabic);
    case 'field': {
      const middle = Math.floor((COLUMNS - block.value.length) / 2);
      return [
        text(block.label.en.padEnd(middle) + block.value, 'left'),
        arabic(block.label.ar, 'right'),
      ];
    }
    case 'amount':
      return [
        RULE,
        ...pair(block.label, STRONG_STYLE.arabic),
        text(block.value, 'center', true),
        RULE,
      ];
    case 'state':
      return [RULE, ...pair(block.headline, FINAL_STYLE.arabic), RULE];
    case 'qr':
      return [{ kind: 'qr', data: block.data }, ...centred(block.caption, PLAIN_STYLE.arabic)];
    case 'closing':
      return centred(block.text, PLAIN_STYLE.arabic);
    case 'rule':
      return [RULE];
  }
};

export const contentOf = (document: ReceiptDocument): readonly Step[] =>
  document.blocks.flatMap(stepsOf);

/** Black dots on white, opaque, four bytes a dot. */
export const rgbaOf = ({ dots }: Bitmap): Uint8ClampedArray => {
  const data = new Uint8ClampedArray(dots.length * 4).fill(255);
  dots.forEach((dot, i) => {
    if (dot === 1) data.fill(0, i * 4, i * 4 + 3);
  });
  return data;
};

export const shortest = (tries: readonly Uint8Array[]): Uint8Array =>
  tries.reduce((best, next) => (next.length < best.length ? next : best));
