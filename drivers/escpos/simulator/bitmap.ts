/** Dots, one byte each, 1 = black, row by row. */
export type Bitmap = {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
};

export const blank = (width: number, height: number): Bitmap => ({
  width,
  height,
  dots: new Uint8Array(width * height),
});

/** Raster data: rows of whole bytes, MSB leftmost; `width` in dots. */
export const fromRows = (data: Uint8Array, width: number, height: number): Bitmap => {
  const stride = Math.ceil(width / 8);
  const { dots } = blank(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      dots[y * width + x] = ((data[y * stride + (x >>> 3)] ?? 0) >>> (7 - (x & 7))) & 1;
  return { width, height, dots };
};

/** Column data: `bytesHigh` bytes a column, MSB uppermost; columns left to right. */
export const fromColumns = (data: Uint8Array, width: number, bytesHigh: number): Bitmap => {
  const height = bytesHigh * 8;
  const { dots } = blank(width, height);
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++)
      dots[y * width + x] = ((data[x * bytesHigh + (y >>> 3)] ?? 0) >>> (7 - (y & 7))) & 1;
  return { width, height, dots };
};

export const scaled = (source: Bitmap, across: number, down: number): Bitmap => {
  if (across === 1 && down === 1) return source;
  const target = blank(source.width * across, source.height * down);
  for (let y = 0; y < target.height; y++)
    for (let x = 0; x < target.width; x++)
      target.dots[y * target.width + x] =
        source.dots[Math.floor(y / down) * source.width + Math.floor(x / across)] ?? 0;
  return target;
};

/** Scaling byte m of raster and stored images: 0 none, 1 wide, 2 high, 3 both, also as digits. */
export const byScaleMode = (source: Bitmap, mode: number): Bitmap =>
  scaled(source, (mode & 1) === 1 ? 2 : 1, (mode & 2) === 2 ? 2 : 1);
