/** What a paper says, without where it stands: the same plan is laid out left to right or right to left. */

export type PdfLanguage = 'ar' | 'en';

export type PdfColumn = {
  readonly label: string;
  /** Amounts and counts: set against the right edge in either direction, so that units stand under units. */
  readonly figures?: boolean;
  /** Its part of the width beside the others'; 1 where absent. */
  readonly share?: number;
};

export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2 }
  | { readonly kind: 'paragraph'; readonly text: string; readonly quiet?: boolean }
  /** Label and value, a line each. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly PdfColumn[];
      readonly rows: readonly (readonly string[])[];
      /** A last row that stands out. */
      readonly total?: readonly string[];
    }
  /** Horizontal bars; `part` from 0 to 1 of the full width. */
  | {
      readonly kind: 'bars';
      readonly rows: readonly {
        readonly label: string;
        readonly value: string;
        readonly part: number;
      }[];
    }
  | { readonly kind: 'gap' };

/** Pages of one language; each part begins a page. */
export type PdfPart = {
  readonly language: PdfLanguage;
  readonly blocks: readonly PdfBlock[];
  /** At the foot of each page of the part; `page` counts from 1 over the whole paper. */
  readonly foot: (page: number, pages: number) => string;
};

export type PdfPlan = {
  /** Shown by a reader as the window's title. */
  readonly title: string;
  readonly subject?: string;
  readonly parts: readonly PdfPart[];
};
