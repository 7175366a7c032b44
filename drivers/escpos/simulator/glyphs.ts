import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import type { Bitmap } from './bitmap.ts';
import { CELLS } from './text-style.ts';

export type GlyphSource = (character: string, font: 'A' | 'B', bold: boolean) => Bitmap;

const FAMILY = 'Printer Mono';
/** Sizes at which IBM Plex Mono advances 12 and 9 dots, and the baseline inside the cell. */
const SIZES = { A: { px: 20, baseline: 18 }, B: { px: 15, baseline: 13 } } as const;
/** Coverage from which a dot is black. */
const THRESHOLD = 100;

/** Draws the characters of a thermal head from a font file, each kept once drawn. */
export const makeGlyphs = (): GlyphSource => {
  const files = createRequire(import.meta.url);
  for (const weight of ['500', '700'])
    for (const subset of ['latin', 'latin-ext'])
      GlobalFonts.registerFromPath(
        files.resolve(
          `@fontsource/ibm-plex-mono/files/ibm-plex-mono-${subset}-${weight}-normal.woff2`,
        ),
        FAMILY,
      );
  const kept = new Map<string, Bitmap>();
  return (character, font, bold) => {
    const key = `${font}${bold ? 'b' : 'r'}${character}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const drawn = drawGlyph(character, font, bold);
    kept.set(key, drawn);
    return drawn;
  };
};

/** Empty cells: for whoever wants to know what a receipt says and not how it looks. */
export const noGlyphs: GlyphSource = (_character, font) => ({
  ...CELLS[font],
  dots: new Uint8Array(CELLS[font].width * CELLS[font].height),
});

const drawGlyph = (character: string, font: 'A' | 'B', bold: boolean): Bitmap => {
  const { width, height } = CELLS[font];
  const { px, baseline } = SIZES[font];
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.font = `${bold ? '700' : '500'} ${px}px "${FAMILY}"`;
  pen.fillText(character, 0, baseline);
  const { data } = pen.getImageData(0, 0, width, height);
  const dots = new Uint8Array(width * height);
  for (let i = 0; i < dots.length; i++) dots[i] = (data[i * 4 + 3] ?? 0) >= THRESHOLD ? 1 : 0;
  return { width, height, dots };
};
