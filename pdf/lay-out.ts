/** From a plan to pages of marks. `start` is measured from the side where reading begins, in points. */
import type { PdfBlock, PdfColumn, PdfLanguage, PdfPart, PdfPlan } from './plan.ts';
import { widthOf, wrap, type PdfType } from './wrap.ts';
import type { PdfWeight } from './fonts.ts';

/** A4, in points of 1/72 inch. */
export const PAGE = { width: 595, height: 842, margin: 48 } as const;
const INNER = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.margin - 24;
const LINE = 1.5;
const CELL = { points: 9.5, pad: 6 } as const;
const TEXT = 10.5;

export type PdfInk = 'text' | 'quiet' | 'rule' | 'shade' | 'bar';

export type PdfMark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly start: number;
      /** Baseline from the page's top. */
      readonly y: number;
      readonly points: number;
      readonly weight: PdfWeight;
      readonly ink: PdfInk;
    }
  | {
      readonly kind: 'box';
      readonly start: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: PdfInk;
    };

export type PdfPage = { readonly language: PdfLanguage; readonly marks: readonly PdfMark[] };

/** Puts marks one under the other and turns the page where they end. */
class Sheets {
  readonly pages: PdfMark[][] = [[]];
  readonly language: PdfLanguage;
  y: number = PAGE.margin;

  constructor(language: PdfLanguage) {
    this.language = language;
  }

  type(points: number, weight: PdfWeight): PdfType {
    return { points, weight, language: this.language };
  }

  /** Turns the page unless `height` fits; true if it did. */
  turnFor(height: number): boolean {
    if (this.y + height <= BOTTOM || this.y === PAGE.margin) return false;
    this.pages.push([]);
    this.y = PAGE.margin;
    return true;
  }

  mark(mark: PdfMark): void {
    this.pages.at(-1)?.push(mark);
  }

  /** Lines from the present height down, which stays; `start` is where each begins. */
  lines(
    lines: readonly string[],
    start: (line: string) => number,
    { points, weight }: PdfType,
    ink: PdfInk,
    top = this.y,
  ): void {
    lines.forEach((text, at) => {
      const y = top + (at + 0.72) * points * LINE;
      if (text !== '')
        this.mark({ kind: 'text', text, start: start(text), y, points, weight, ink });
    });
  }
}

const flowing = (sheets: Sheets, text: string, type: PdfType, ink: PdfInk): void => {
  for (const line of wrap(text, INNER, type)) {
    sheets.turnFor(type.points * LINE);
    sheets.lines([line], () => PAGE.margin, type, ink);
    sheets.y += type.points * LINE;
  }
};

/** One row of a table: the height of its tallest cell; never torn across pages. */
const row = (
  sheets: Sheets,
  columns: readonly (PdfColumn & { readonly at: number; readonly width: number })[],
  cells: readonly string[],
  weight: PdfWeight,
  shade: boolean,
  repeat: () => void,
): void => {
  const type = sheets.type(CELL.points, weight);
  const wrapped = columns.map(({ width }, i) => wrap(cells[i] ?? '', width - 2 * CELL.pad, type));
  const most = Math.max(...wrapped.map((lines) => lines.length));
  const height = most * type.points * LINE + CELL.pad;
  if (sheets.turnFor(height)) repeat();
  const top = sheets.y;
  if (shade) {
    sheets.mark({ kind: 'box', start: PAGE.margin, y: top, width: INNER, height, ink: 'shade' });
  }
  columns.forEach(({ at, width, figures = false }, i) => {
    const start = (line: string): number =>
      figures && sheets.language === 'en'
        ? at + width - CELL.pad - widthOf(line, type)
        : at + CELL.pad;
    sheets.lines(wrapped[i] ?? [], start, type, 'text', top + CELL.pad / 2);
  });
  sheets.y += height;
  sheets.mark({
    kind: 'box',
    start: PAGE.margin,
    y: sheets.y - 0.5,
    width: INNER,
    height: 0.5,
    ink: 'rule',
  });
};

const table = (sheets: Sheets, block: Extract<PdfBlock, { kind: 'table' }>): void => {
  const shares = block.columns.reduce((sum, { share = 1 }) => sum + share, 0);
  let at: number = PAGE.margin;
  const columns = block.columns.map((column) => {
    const width = (INNER * (column.share ?? 1)) / shares;
    const placed = { ...column, at, width };
    at += width;
    return placed;
  });
  const head = (): void => {
    const labels = block.columns.map(({ label }) => label);
    row(sheets, columns, labels, 600, true, () => undefined);
  };
  // A head alone at a page's foot says nothing.
  sheets.turnFor(5 * CELL.points * LINE);
  head();
  for (const cells of block.rows) row(sheets, columns, cells, 400, false, head);
  if (block.total) row(sheets, columns, block.total, 600, true, head);
};

const bars = (sheets: Sheets, block: Extract<PdfBlock, { kind: 'bars' }>): void => {
  const type = sheets.type(CELL.points, 400);
  const label = INNER * 0.28;
  const value = Math.max(0, ...block.rows.map((r) => widthOf(r.value, type))) + CELL.pad;
  const most = INNER - label - value;
  for (const { label: name, value: said, part } of block.rows) {
    const lines = wrap(name, label - CELL.pad, type);
    const height = Math.max(lines.length, 1) * type.points * LINE + 2;
    sheets.turnFor(height);
    sheets.lines(lines, () => PAGE.margin, type, 'text');
    const width = Math.max(0.5, Math.min(1, Math.max(0, part)) * most);
    const start = PAGE.margin + label;
    sheets.mark({ kind: 'box', start, y: sheets.y + 3, width, height: 9, ink: 'bar' });
    sheets.lines([said], () => start + width + CELL.pad, type, 'text');
    sheets.y += height;
  }
};

const facts = (sheets: Sheets, block: Extract<PdfBlock, { kind: 'facts' }>): void => {
  const label = sheets.type(TEXT, 400);
  const value = sheets.type(TEXT, 600);
  const at = PAGE.margin + INNER * 0.34;
  for (const [name, said] of block.rows) {
    const names = wrap(name, INNER * 0.32, label);
    const saids = wrap(said, INNER * 0.66, value);
    const height = Math.max(names.length, saids.length) * TEXT * LINE + 1;
    sheets.turnFor(height);
    sheets.lines(names, () => PAGE.margin, label, 'quiet');
    sheets.lines(saids, () => at, value, 'text');
    sheets.y += height;
  }
};

const put = (sheets: Sheets, block: PdfBlock): void => {
  switch (block.kind) {
    case 'heading': {
      const points = block.level === 2 ? 13 : 19;
      const type = sheets.type(points, 600);
      // What it heads comes with it.
      sheets.turnFor(points * LINE + 4 * TEXT * LINE);
      if (sheets.y > PAGE.margin) sheets.y += points * 0.6;
      flowing(sheets, block.text, type, 'text');
      sheets.y += points * 0.25;
      return;
    }
    case 'paragraph':
      flowing(sheets, block.text, sheets.type(TEXT, 400), block.quiet === true ? 'quiet' : 'text');
      sheets.y += TEXT * 0.6;
      return;
    case 'facts':
      facts(sheets, block);
      break;
    case 'table':
      table(sheets, block);
      break;
    case 'bars':
      bars(sheets, block);
      break;
    case 'gap':
      break;
  }
  sheets.y += TEXT;
};

const partPages = ({ language, blocks }: PdfPart): PdfMark[][] => {
  const sheets = new Sheets(language);
  for (const block of blocks) put(sheets, block);
  return sheets.pages;
};

/** All pages of `plan`, each with its foot. */
export const layOut = (plan: PdfPlan): readonly PdfPage[] => {
  const made = plan.parts.map((part) => ({ part, pages: partPages(part) }));
  const total = made.reduce((sum, { pages }) => sum + pages.length, 0);
  let before = 0;
  return made.flatMap(({ part, pages }) => {
    const first = before;
    before += pages.length;
    return pages.map((marks, at): PdfPage => {
      const text = part.foot(first + at + 1, total);
      const y = PAGE.height - PAGE.margin + 8;
      const foot: PdfMark = {
        kind: 'text',
        text,
        start: PAGE.margin,
        y,
        points: 8.5,
        weight: 400,
        ink: 'quiet',
      };
      return { language: part.language, marks: [...marks, foot] };
    });
  });
};
