import { blankBitmap, type Bitmap } from '../../codec/bitmap.ts';

export { rasterImage } from '../../codec/images.ts';

/** Black from edge to edge. */
export const bitmapOf = (width: number, height: number): Bitmap => {
  const bitmap = blankBitmap(width, height);
  bitmap.dots.fill(1);
  return bitmap;
};
