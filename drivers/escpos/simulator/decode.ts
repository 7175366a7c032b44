import { noGlyphs } from './glyphs.ts';
import { printOnPaper } from './interpreter.ts';

export type DecodedReceipt = {
  /** Each printed line of text, trimmed; wide gaps are kept as spaces. */
  readonly texts: string[];
  /** Each picture in dots from the paper's upper left; a banded picture is one entry a band. */
  readonly images: { x: number; y: number; width: number; height: number }[];
  readonly qr: string[];
  readonly cuts: number;
  /** What the printer would not take, or print as garbage: whole commands in hex. */
  readonly unknown: { offset: number; hex: string }[];
};

/** What a receipt's bytes say, without looking at it. */
export const decodeReceipt = (bytes: Uint8Array): DecodedReceipt => {
  const { elements, unknown } = printOnPaper(bytes, noGlyphs);
  return {
    texts: elements.flatMap((each) => (each.kind === 'text' ? [each.text] : [])),
    images: elements.flatMap((each) =>
      each.kind === 'image'
        ? [{ x: each.x, y: each.y, width: each.width, height: each.height }]
        : [],
    ),
    qr: elements.flatMap((each) => (each.kind === 'qr' ? [each.text] : [])),
    cuts: elements.filter(({ kind }) => kind === 'cut').length,
    unknown: [...unknown],
  };
};
