import type { Bitmap } from './bitmap.ts';

/** 72 mm at 203 dpi (digest §16). */
export const PAPER_DOTS = 576;

export type PaperElement =
  | { readonly kind: 'text'; readonly text: string; readonly y: number }
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'qr'; readonly text: string; readonly y: number }
  | { readonly kind: 'cut'; readonly y: number };

/** The paper as it comes out: dots, and what they were meant to be. */
export class Paper {
  readonly elements: PaperElement[] = [];
  readonly unknown: { readonly offset: number; readonly hex: string }[] = [];
  #rows: Uint8Array[] = [];

  get height(): number {
    return this.#rows.length;
  }

  row(y: number): Uint8Array | undefined {
    return this.#rows[y];
  }

  /** Blackens dots; what lies beside the paper is not printed. */
  draw(bitmap: Bitmap, x: number, y: number): void {
    this.reach(y + bitmap.height);
    for (let dy = 0; dy < bitmap.height; dy++) {
      const row = this.#rows[y + dy];
      if (row === undefined) continue;
      for (let dx = Math.max(0, -x); dx < bitmap.width && x + dx < PAPER_DOTS; dx++)
        if (bitmap.dots[dy * bitmap.width + dx] === 1) row[x + dx] = 1;
    }
  }

  /** Makes the paper at least `height` dots long. */
  reach(height: number): void {
    while (this.#rows.length < height) this.#rows.push(new Uint8Array(PAPER_DOTS));
  }
}
