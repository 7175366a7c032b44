/** A 1-bit picture: one byte a dot, 1 black, row by row. */
export type Bitmap = {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
};

export const blankBitmap = (width: number, height: number): Bitmap => ({
  width,
  height,
  dots: new Uint8Array(width * height),
});

/** Outside is white. */
export const dotAt = (bitmap: Bitmap, x: number, y: number): 0 | 1 =>
  x >= 0 &&
  y >= 0 &&
  x < bitmap.width &&
  y < bitmap.height &&
  bitmap.dots[y * bitmap.width + x] === 1
    ? 1
    : 0;
