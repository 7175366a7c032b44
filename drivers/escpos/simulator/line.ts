import { blank, scaled, type Bitmap } from './bitmap.ts';
import { characterOf } from './code-pages.ts';
import type { GlyphSource } from './glyphs.ts';
import type { Paper } from './paper.ts';
import { CELLS, type TextStyle } from './text-style.ts';

type Item = {
  readonly x: number;
  readonly bitmap: Bitmap;
  /** `null` for a picture. */
  readonly character: string | null;
};

/** The print buffer: one line of characters and column images, not yet on paper. */
export class Line {
  #items: Item[] = [];
  /** Next position, dots from the line's start. */
  cursor = 0;
  #extent = 0;

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  get height(): number {
    return this.#items.reduce((most, { bitmap }) => Math.max(most, bitmap.height), 0);
  }

  /** Right edge of everything in it. */
  get extent(): number {
    return this.#extent;
  }

  addPicture(bitmap: Bitmap): void {
    this.#add({ x: this.cursor, bitmap, character: null }, bitmap.width);
  }

  addCharacter(
    byte: number,
    style: Readonly<TextStyle>,
    glyphs: GlyphSource,
    own: Bitmap | null,
  ): void {
    const character = characterOf(byte, style.codePage);
    const cell = scaled(own ?? glyphs(character, style.font, style.bold), style.across, style.down);
    const bitmap = decorated(cell, style);
    // A character of the user's own is a picture: what it says, only its dots know.
    this.#add(
      { x: this.cursor, bitmap, character: own === null ? character : null },
      bitmap.width + style.rightSpace * style.across,
    );
  }

  #add(item: Item, advance: number): void {
    this.#items.push(item);
    this.cursor += advance;
    this.#extent = Math.max(this.#extent, this.cursor);
  }

  /** Puts the line on paper, all elements on one base; `x` is where its position 0 lies. */
  print(paper: Paper, x: number, y: number): void {
    const { height } = this;
    const text = this.#text();
    if (text !== '') paper.elements.push({ kind: 'text', text, y });
    for (const { x: at, bitmap, character } of this.#items) {
      const top = y + height - bitmap.height;
      paper.draw(bitmap, x + at, top);
      if (character === null)
        paper.elements.push({
          kind: 'image',
          x: x + at,
          y: top,
          width: bitmap.width,
          height: bitmap.height,
        });
    }
  }

  /** What it says, left to right; a gap between positions becomes spaces. */
  #text(): string {
    let text = '';
    let end: number | null = null;
    const ordered = this.#items.filter(({ character }) => character !== null);
    ordered.sort((a, b) => a.x - b.x);
    for (const { x, bitmap, character } of ordered) {
      if (end !== null && x > end)
        text += ' '.repeat(Math.max(1, Math.round((x - end) / CELLS.A.width)));
      text += character ?? '';
      end = x + bitmap.width;
    }
    return text.trim();
  }
}

const decorated = (cell: Bitmap, style: Readonly<TextStyle>): Bitmap => {
  if (!style.reverse && style.underline === 0) return cell;
  const target = blank(cell.width, cell.height);
  target.dots.set(cell.dots);
  // Reversed text carries no underline (digest §3).
  if (style.reverse) target.dots.forEach((dot, i) => (target.dots[i] = 1 - dot));
  else target.dots.fill(1, cell.width * (cell.height - style.underline));
  return target;
};
