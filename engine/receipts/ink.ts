/** Pictures on lines of their own: by key where the printer holds them, else in the fewest bytes. */
import { aloneImage, leftMargin, type Around } from '../../drivers/escpos/codec/alone.ts';
import { cropped, inkBox, type Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import { feed } from '../../drivers/escpos/codec/commands.ts';
import { printKept } from '../../drivers/escpos/codec/graphics.ts';
import { rasterImage } from '../../drivers/escpos/codec/images.ts';
import type { Target } from './kept-ink.ts';

/** From line start to line start; feeds exactly `above + height + below` rows. */
export const alone = (
  bitmap: Bitmap,
  x: number,
  around: Around,
  { kept, ways }: Target,
): Uint8Array => {
  const box = inkBox(bitmap);
  if (box === null) return feed(around.above + bitmap.height + around.below);
  const key = kept.key(cropped(bitmap, box));
  if (key === null) return aloneImage(bitmap, x, around, ways);
  const at = x + box.left;
  return concatBytes([
    feed(around.above + box.top),
    ...(at === 0 ? [] : [leftMargin(at)]),
    printKept('download', key),
    ...(at === 0 ? [] : [leftMargin(0)]),
    feed(bitmap.height - box.bottom + around.below),
  ]);
};

/** A picture across the paper whose dots are printed as 2 × 2: a quarter of its bytes. */
export const doubled = (bitmap: Bitmap, { kept }: Target): Uint8Array => {
  const key = kept.key(bitmap);
  return key === null ? rasterImage(bitmap, 2) : printKept('download', key, 2);
};
