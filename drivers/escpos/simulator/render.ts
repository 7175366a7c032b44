import { createCanvas } from '@napi-rs/canvas';
import { makeGlyphs, type GlyphSource } from './glyphs.ts';
import { printOnPaper } from './interpreter.ts';
import { PAPER_DOTS, type Paper } from './paper.ts';

const WHITE = [252, 251, 247, 255];
const BLACK = [24, 24, 28, 255];
const EDGE = [150, 150, 150, 255];
/** Length of a dash of the cut edge, dots. */
const DASH = 12;

let glyphs: GlyphSource | null = null;

/** A picture of the paper that `bytes` make: one pixel a dot, the cut as a dashed edge. */
export const renderReceipt = (
  bytes: Uint8Array,
): { readonly png: Uint8Array; readonly width: 576; readonly height: number } => {
  glyphs ??= makeGlyphs();
  const paper = printOnPaper(bytes, glyphs);
  const cuts = new Set(paper.elements.flatMap((each) => (each.kind === 'cut' ? [each.y] : [])));
  const height = Math.max(1, visibleHeight(paper, cuts));
  const canvas = createCanvas(PAPER_DOTS, height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(PAPER_DOTS, height);
  for (let y = 0; y < height; y++) {
    const row = paper.row(y);
    for (let x = 0; x < PAPER_DOTS; x++) {
      const edge = cuts.has(y) && Math.floor(x / DASH) % 2 === 0;
      const colour = row?.[x] === 1 ? BLACK : edge ? EDGE : WHITE;
      image.data.set(colour, (y * PAPER_DOTS + x) * 4);
    }
  }
  pen.putImageData(image, 0, 0);
  return { png: new Uint8Array(canvas.toBuffer('image/png')), width: PAPER_DOTS, height };
};

/** Down to the last dot or cut; the paper fed past the blade belongs to the next piece. */
const visibleHeight = (paper: Paper, cuts: ReadonlySet<number>): number => {
  let last = paper.height;
  while (last > 0 && paper.row(last - 1)?.every((dot) => dot === 0) === true) last -= 1;
  return cuts.size === 0 ? paper.height : Math.max(last, ...[...cuts].map((y) => y + 1));
};
