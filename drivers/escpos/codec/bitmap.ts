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

/** A rectangle of dots: `right` and `bottom` are the first column and row outside. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** What of `bitmap` lies in `box`; where the box reaches outside, white. */
export const cropped = (bitmap: Bitmap, box: Box): Bitmap => {
  const target = blankBitmap(Math.max(0, box.right - box.left), Math.max(0, box.bottom - box.top));
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      target.dots[y * target.width + x] = dotAt(bitmap, box.left + x, box.top + y);
    }
  }
  return target;
};

/** The smallest box around the ink of rows `top` to `bottom`, or `null` where they are white. */
export const inkBox = (bitmap: Bitmap, top = 0, bottom = bitmap.height): Box | null => {
  let [left, right, first, last] = [bitmap.width, -1, bottom, -1];
  for (let y = Math.max(0, top); y < Math.min(bottom, bitmap.height); y++) {
    for (let x = 0; x < bitmap.width; x++) {
      if (bitmap.dots[y * bitmap.width + x] !== 1) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      first = Math.min(first, y);
      last = y;
    }
  }
  return right < 0 ? null : { left, top: first, right: right + 1, bottom: last + 1 };
};

/** Blackens in `target` what is black in `source`, its upper left corner at `x`, `y`. */
export const inkOnto = (target: Bitmap, source: Bitmap, x: number, y: number): void => {
  for (let sy = 0; sy < source.height; sy++) {
    for (let sx = 0; sx < source.width; sx++) {
      const [tx, ty] = [x + sx, y + sy];
      const inside = tx >= 0 && ty >= 0 && tx < target.width && ty < target.height;
      if (inside && source.dots[sy * source.width + sx] === 1) {
        target.dots[ty * target.width + tx] = 1;
      }
    }
  }
};

/** Row by row, MSB leftmost, each row in whole bytes: what every raster command takes. */
export const packedRows = (bitmap: Bitmap): Uint8Array => {
  const rowBytes = Math.ceil(bitmap.width / 8);
  const data = new Uint8Array(rowBytes * bitmap.height);
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++) {
      const at = y * rowBytes + (x >> 3);
      data[at] = (data[at] ?? 0) | (dotAt(bitmap, x, y) << (7 - (x & 7)));
    }
  }
  return data;
};
