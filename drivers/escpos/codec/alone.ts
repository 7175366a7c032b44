/**
 * A picture that stands alone between two lines, in as few bytes as any mixture of feeds, rasters and column
 * images takes. Rasters are cropped by the left margin; white rows are fed.
 */
import { cropped, inkBox, packedRows, type Bitmap, type Box } from './bitmap.ts';
import { concatBytes, lowHigh } from './bytes.ts';
import { feed, lineFeed } from './commands.ts';
import { bufferedImage } from './graphics.ts';
import { BAND_DOTS, columnBand, columnRuns, rasterImage } from './images.ts';
import { realTimeHits } from './real-time.ts';

export type PictureWay = 'raster' | 'columns' | 'buffered';
/** `GS ( L` 112 and 50 cost fourteen bytes more than `GS v 0` for the same dots: only by request. */
export const USUAL_WAYS: readonly PictureWay[] = ['raster', 'columns'];

/** Rows of one raster command: every end of one is a place where the printer can be asked (digest §7). */
const MOST_ROWS = 96;
const MARGIN_BYTES = 4;
const HEAD_BYTES = { raster: 8, buffered: 22 } as const;
/** Dearer than any picture: a dot more is taken only where no other split exists (digest §11). */
const HIT = 1_000_000;

/** `GS L`, line start only: rasters and kept graphics begin there. */
export const leftMargin = (dots: number): Uint8Array => Uint8Array.of(0x1d, 0x4c, ...lowHigh(dots));

/** White rows before and behind a picture that belong to it. */
export type Around = { readonly above: number; readonly below: number };

type Step =
  | { readonly way: 'feed'; readonly top: number; readonly bottom: number }
  | { readonly way: 'columns'; readonly top: number; readonly bottom: number }
  | {
      readonly way: 'raster' | 'buffered';
      readonly top: number;
      readonly bottom: number;
      readonly box: Box;
    };

type Path = {
  readonly cost: number;
  readonly step: Step | null;
  readonly before: Path | null;
  /** The left margin is not at 0. */
  readonly moved: boolean;
};

type Page = { readonly bitmap: Bitmap; readonly x: number; readonly above: number };

const part = ({ bitmap }: Page, box: Box): Bitmap => cropped(bitmap, box);

const stepBytes = (step: Step, page: Page): Uint8Array => {
  switch (step.way) {
    case 'feed':
      return feed(step.bottom - step.top);
    case 'columns':
      return concatBytes([columnBand(page.bitmap, step.top - page.above, page.x), lineFeed()]);
    case 'raster':
      return rasterImage(part(page, step.box));
    case 'buffered':
      return bufferedImage(part(page, step.box));
  }
};

const marginOf = (step: Step, page: Page): number | null =>
  step.way === 'feed' ? null : step.way === 'columns' ? 0 : page.x + step.box.left;

/** Pairs of bytes in the picture's data that would have to be changed. */
const hitsOf = (step: Step, page: Page): number => {
  if (step.way === 'feed') return 0;
  if (step.way !== 'columns') return realTimeHits(packedRows(part(page, step.box))).length;
  const runs = columnRuns(page.bitmap, step.top - page.above);
  return runs.reduce((sum, { data }) => sum + realTimeHits(data).length, 0);
};

const sizeOf = (step: Step, page: Page): number =>
  step.way === 'raster' || step.way === 'buffered'
    ? HEAD_BYTES[step.way] +
      Math.ceil((step.box.right - step.box.left) / 8) * (step.box.bottom - step.box.top)
    : stepBytes(step, page).length;

/** Every step that may follow at row `y`. */
const stepsAt = (
  y: number,
  page: Page,
  rows: readonly (Box | null)[],
  ways: readonly PictureWay[],
): readonly Step[] => {
  const total = rows.length;
  const steps: Step[] = [];
  const ink = rows.findIndex((row, at) => at >= y && row !== null);
  const white = ink < 0 ? total : ink;
  if (white > y) {
    steps.push({ way: 'feed', top: y, bottom: white });
    // Less than up to the ink, where a column image would reach over the end.
    const late = total - BAND_DOTS;
    if (late > y && late < white) steps.push({ way: 'feed', top: y, bottom: late });
  }
  if (ways.includes('columns') && y + BAND_DOTS <= total && white < y + BAND_DOTS) {
    steps.push({ way: 'columns', top: y, bottom: y + BAND_DOTS });
  }
  if (white > y) return steps;
  let [left, right] = [Infinity, 0];
  for (let bottom = y + 1; bottom <= Math.min(total, y + MOST_ROWS); bottom++) {
    const row = rows[bottom - 1];
    if (row === null || row === undefined) continue;
    left = Math.min(left, row.left);
    right = Math.max(right, row.right);
    const box = { left, right, top: y - page.above, bottom: bottom - page.above };
    for (const way of ['raster', 'buffered'] as const) {
      if (ways.includes(way)) steps.push({ way, top: y, bottom, box });
    }
  }
  return steps;
};

const cheapestPath = (
  page: Page,
  rows: readonly (Box | null)[],
  ways: readonly PictureWay[],
  minding: boolean,
): Path => {
  const best = [false, true].map(() => new Map<number, Path>());
  const offer = (path: Path, y: number): void => {
    const known = best[path.moved ? 1 : 0]?.get(y);
    if (known === undefined || path.cost < known.cost) best[path.moved ? 1 : 0]?.set(y, path);
  };
  offer({ cost: 0, step: null, before: null, moved: false }, 0);
  for (let y = 0; y < rows.length; y++) {
    const here = best.map((paths) => paths.get(y)).filter((path) => path !== undefined);
    if (here.length === 0) continue;
    for (const step of stepsAt(y, page, rows, ways)) {
      const cost = sizeOf(step, page) + (minding ? HIT * hitsOf(step, page) : 0);
      const margin = marginOf(step, page);
      for (const before of here) {
        const moves = margin !== null && (margin !== 0 || before.moved);
        offer(
          {
            cost: before.cost + cost + (moves ? MARGIN_BYTES : 0),
            step,
            before,
            moved: margin === null ? before.moved : margin !== 0,
          },
          step.bottom,
        );
      }
    }
  }
  const [straight, moved] = best.map((paths) => paths.get(rows.length));
  const home = moved && { ...moved, cost: moved.cost + MARGIN_BYTES };
  const found = straight && (!home || straight.cost <= home.cost) ? straight : home;
  if (!found) throw new RangeError(`no way to print ${rows.length} rows as ${ways.join()}`);
  return found;
};

const stepsOf = (path: Path): readonly Step[] =>
  path.before === null || path.step === null ? [] : [...stepsOf(path.before), path.step];

/**
 * Prints `bitmap` with its left edge at `x` dots, from line start to line start, feeding exactly
 * `above + height + below` rows. Line spacing must be at most 24.
 */
export const aloneImage = (
  bitmap: Bitmap,
  x: number,
  around: Around,
  ways: readonly PictureWay[] = USUAL_WAYS,
): Uint8Array => {
  const page = { bitmap, x, above: around.above };
  const total = around.above + bitmap.height + around.below;
  const rows = Array.from({ length: total }, (_, y) =>
    inkBox(bitmap, y - around.above, y - around.above + 1),
  );
  const quick = stepsOf(cheapestPath(page, rows, ways, false));
  const steps = quick.every((step) => hitsOf(step, page) === 0)
    ? quick
    : stepsOf(cheapestPath(page, rows, ways, true));
  const bytes: Uint8Array[] = [];
  let at = 0;
  for (const step of steps) {
    const margin = marginOf(step, page);
    if (margin !== null && margin !== at) {
      bytes.push(leftMargin(margin));
      at = margin;
    }
    bytes.push(stepBytes(step, page));
  }
  if (at !== 0) bytes.push(leftMargin(0));
  return concatBytes(bytes);
};
