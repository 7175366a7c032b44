/** The flag's serrated edge, five points, as a head to the paper. */
import { blankBitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { doubled } from './ink.ts';
import type { Target } from './kept-ink.ts';

const POINTS = 5;
const SOLID_ROWS = 3;
const POINT_ROWS = 12;

/** Printed at double size, so that it costs a quarter of its bytes. */
export const emblem = (target: Target): Uint8Array => {
  const width = target.profile.dotsPerLine / 2;
  const bitmap = blankBitmap(width, SOLID_ROWS + POINT_ROWS);
  const pointWidth = width / POINTS;
  for (let y = 0; y < bitmap.height; y++) {
    const depth = Math.max(0, y - SOLID_ROWS + 1) / (POINT_ROWS + 1);
    for (let x = 0; x < width; x++) {
      const within = ((x + 0.5) % pointWidth) / pointWidth;
      const fromEdge = Math.min(within, 1 - within) * 2;
      if (fromEdge >= depth) bitmap.dots[y * width + x] = 1;
    }
  }
  return doubled(bitmap, target);
};
