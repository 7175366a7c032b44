/** The ways to bring Arabic onto paper, each on the same two texts: one alone, one beside English. */
import type { Bilingual } from '../../contract/language.ts';
import { aloneImage, leftMargin, type PictureWay } from '../../drivers/escpos/codec/alone.ts';
import {
  ARABIC_PAGES,
  inArabicPage,
  type ArabicPage,
} from '../../drivers/escpos/codec/arabic-pages.ts';
import { blankBitmap, inkOnto, type Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import {
  keepGraphic,
  printKept,
  type GraphicsMemory,
} from '../../drivers/escpos/codec/graphics.ts';
import { rasterImage } from '../../drivers/escpos/codec/images.ts';
import {
  cellsOf,
  defineCharacters,
  FIRST_CODE,
} from '../../drivers/escpos/codec/user-characters.ts';
import { EPSON_GRAPHICS } from '../../drivers/escpos/profiles/graphics.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { arabicPicture, type ArabicStyle } from './arabic-picture.ts';
import { NOTHING_KEPT, type Target } from './kept-ink.ts';
import { rowBytes, type Piece } from './row.ts';

export type Sample = {
  readonly sentence: Bilingual;
  readonly label: Bilingual;
  readonly value: string;
};
export type WayName =
  | 'wayWhole'
  | 'wayRaster'
  | 'wayColumns'
  | 'wayBuffered'
  | 'wayCharacters'
  | 'wayDownload'
  | 'wayNv'
  | 'wayPage';
export type ProofWay = {
  readonly name: WayName;
  /** As the manuals write it. */
  readonly command: string;
  readonly bytes: Uint8Array;
};

const STYLE: ArabicStyle = { dots: 26, weight: 500 };
const STRONG: ArabicStyle = { dots: 26, weight: 700 };
const PITCH = 48;
const ROW_MOST = 24;

const centred = (width: number, profile: PrinterProfile): number =>
  Math.floor((profile.dotsPerLine - width) / 2);

const latin = (text: string, x: number, bold = false): Piece => ({ kind: 'text', x, text, bold });

/** Label, value and Arabic label; with `arabic` null the Arabic is left out. */
const rowPieces = (
  sample: Sample,
  profile: PrinterProfile,
  arabic: Bitmap | null,
): readonly Piece[] => {
  const value = latin(
    sample.value,
    centred(sample.value.length * profile.fontA.width, profile),
    true,
  );
  const pieces = [latin(sample.label.en, 0), value];
  if (arabic === null) return pieces;
  const picture = arabicPicture(sample.label.ar, STYLE);
  return [...pieces, { kind: 'picture', x: profile.dotsPerLine - arabic.width, picture }];
};

/** Keeps a full stop at its end: the canvas writes from right to left. */
const leftToRight = (text: string): string => `\u2066${text}\u2069`;

/** The whole line as one picture, Latin too: what every printer with `GS v 0` prints alike. */
const wholeLine = (sample: Sample, profile: PrinterProfile): Uint8Array => {
  const sentence = arabicPicture(sample.sentence.ar, STYLE);
  const label = arabicPicture(sample.label.ar, STYLE);
  const english = arabicPicture(leftToRight(sample.label.en), STYLE);
  const value = arabicPicture(leftToRight(sample.value), STRONG);
  const sheet = blankBitmap(profile.dotsPerLine, 2 * PITCH);
  const put = ({ bitmap, baseline }: typeof label, x: number, base: number): void => {
    inkOnto(sheet, bitmap, x, base - baseline);
  };
  put(sentence, centred(sentence.bitmap.width, profile), 30);
  put(english, 0, PITCH + 24);
  put(value, centred(value.bitmap.width, profile), PITCH + 24);
  put(label, profile.dotsPerLine - label.bitmap.width, PITCH + 24);
  return concatBytes(
    Array.from({ length: sheet.height / ROW_MOST }, (_, band) => {
      const from = band * ROW_MOST * sheet.width;
      const dots = sheet.dots.subarray(from, from + ROW_MOST * sheet.width);
      return rasterImage({ width: sheet.width, height: ROW_MOST, dots });
    }),
  );
};

/** The sentence centred, then English and value as text with the Arabic label on a line of its own. */
const onOwnLines = (
  sample: Sample,
  profile: PrinterProfile,
  print: (bitmap: Bitmap, x: number, number: number) => Uint8Array,
): Uint8Array => {
  const [sentence, label] = [sample.sentence.ar, sample.label.ar].map(
    (text) => arabicPicture(text, STYLE).bitmap,
  );
  if (sentence === undefined || label === undefined) return new Uint8Array(0);
  return concatBytes([
    print(sentence, centred(sentence.width, profile), 0),
    rowBytes(rowPieces(sample, profile, null), 30, { profile, kept: NOTHING_KEPT }),
    print(label, profile.dotsPerLine - label.width, 1),
  ]);
};

const drawn = (sample: Sample, profile: PrinterProfile, way: PictureWay): Uint8Array =>
  onOwnLines(sample, profile, (bitmap, x) => aloneImage(bitmap, x, { above: 6, below: 14 }, [way]));

const kept = (sample: Sample, profile: PrinterProfile, memory: GraphicsMemory): Uint8Array =>
  onOwnLines(sample, profile, (bitmap, x, number) => {
    const key = `P${number}`;
    return concatBytes([
      keepGraphic(memory, key, bitmap) ?? new Uint8Array(0),
      esc.feed(6),
      leftMargin(x),
      printKept(memory, key),
      leftMargin(0),
      esc.feed(14),
    ]);
  });

/** Within the text line: sentence and label in rows of their own. */
const inLine = (sample: Sample, target: Target): Uint8Array => {
  const { profile } = target;
  const sentence = arabicPicture(sample.sentence.ar, STYLE);
  const label = arabicPicture(sample.label.ar, STYLE);
  const alone: Piece = {
    kind: 'picture',
    x: centred(sentence.bitmap.width, profile),
    picture: sentence,
  };
  // A space makes it a line of text, so that the picture stands in it.
  return concatBytes([
    rowBytes([latin(' ', 0), alone], PITCH, target),
    rowBytes(rowPieces(sample, profile, label.bitmap), PITCH, target),
  ]);
};

const characters = (sample: Sample, profile: PrinterProfile): Uint8Array => {
  const codes = new Map<string, number>();
  const definitions: Uint8Array[] = [];
  const define = (band: Bitmap): Uint8Array =>
    Uint8Array.from(cellsOf(band), (cell) => {
      const id = Buffer.from(cell).toString('hex');
      const known = codes.get(id);
      if (known !== undefined) return known;
      const code = FIRST_CODE + codes.size;
      codes.set(id, code);
      definitions.push(defineCharacters(code, [cell]));
      return code;
    });
  const rows = inLine(sample, { profile, kept: { codes: define, key: () => null } });
  return concatBytes([...definitions, rows]);
};

const byPage = (sample: Sample, profile: PrinterProfile, page: ArabicPage): ProofWay => {
  const pages = profile.graphics.arabicPages;
  const number = pages[page] ?? EPSON_GRAPHICS.arabicPages[page] ?? 0;
  const width = (text: string): number => Array.from(text).length * profile.fontA.width;
  const { sentence, label } = sample;
  return {
    name: 'wayPage',
    command: `ESC t ${number}: ${page}`,
    bytes: concatBytes([
      esc.position(Math.max(0, centred(width(sentence.ar), profile))),
      inArabicPage(sentence.ar, page, number),
      esc.lineFeed(),
      esc.feed(6),
      esc.position(profile.dotsPerLine - width(label.ar)),
      inArabicPage(label.ar, page, number),
      esc.lineFeed(),
      esc.feed(6),
    ]),
  };
};

/** The most dependable first; `nv` writes into memory that wears out (digest §1.23). */
export const proofWays = (
  sample: Sample,
  profile: PrinterProfile,
  nv: boolean,
): readonly ProofWay[] => [
  { name: 'wayWhole', command: 'GS v 0', bytes: wholeLine(sample, profile) },
  { name: 'wayRaster', command: 'GS v 0, GS L', bytes: drawn(sample, profile, 'raster') },
  {
    name: 'wayColumns',
    command: 'ESC * 33',
    bytes: inLine(sample, { profile, kept: NOTHING_KEPT, ways: ['columns'] }),
  },
  { name: 'wayCharacters', command: 'ESC & ESC %', bytes: characters(sample, profile) },
  { name: 'wayBuffered', command: 'GS ( L 112', bytes: drawn(sample, profile, 'buffered') },
  { name: 'wayDownload', command: 'GS ( L 83', bytes: kept(sample, profile, 'download') },
  ...(nv
    ? [{ name: 'wayNv', command: 'GS ( L 67', bytes: kept(sample, profile, 'nv') } as const]
    : []),
  ...ARABIC_PAGES.map((page) => byPage(sample, profile, page)),
];
