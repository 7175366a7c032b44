/**
 * Blocks of three lines of thirty (ICAO 9303, part 5: TD1) out of the lines that a reader sends, among which
 * are other documents, half lines and noise. Whether a block is a card, its check digits decide. Pure.
 */
import { createLineSplitter } from '../../text-lines.ts';

export const LINE_LENGTH = 30;
export const LINES = 3;
/** A little more than the longest line of any document (44), for a reader's own prefix. */
const LONGEST = 80;

export type Td1Lines = readonly [string, string, string];

export type Td1Stream<Card> = {
  /** The cards that `chunk` completes. */
  readonly feed: (chunk: Uint8Array) => readonly Card[];
  /** Whether something came since the last card, or the last `drop`. */
  readonly midBlock: boolean;
  /** Why what came was no card; forgets it. `null`: nothing came. */
  readonly drop: () => 'checkDigit' | 'garbled' | null;
};

const isLine = (text: string): boolean => /^[A-Z0-9<]{30}$/u.test(text);

/** What readers put around a line: spaces, STX, ETX. Letters may come small. */
const tidy = (bytes: Uint8Array): string =>
  String.fromCharCode(...bytes)
    .replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/gu, '')
    .toUpperCase();

/** Tries every three lines in a row: a line lost or too many spoils one card, never the next. */
export const createTd1Stream = <Card>(
  readCard: (lines: Td1Lines) => Card | null,
): Td1Stream<Card> => {
  const splitter = createLineSplitter({ longest: LONGEST, suffix: null });
  let lines: string[] = [];
  let sawNoise = false;
  let sawWrongDigit = false;

  const forget = (): void => {
    lines = [];
    sawNoise = false;
    sawWrongDigit = false;
  };

  const addLine = (line: string): Card | null => {
    if (line === '') return null;
    if (!isLine(line)) {
      lines = [];
      sawNoise = true;
      return null;
    }
    lines = [...lines, line].slice(-LINES);
    const [first, second, third] = lines;
    if (first === undefined || second === undefined || third === undefined) return null;
    const card = readCard([first, second, third]);
    if (card === null) sawWrongDigit = true;
    else forget();
    return card;
  };

  return {
    feed: (chunk) => {
      const cards: Card[] = [];
      for (const event of splitter.feed(chunk)) {
        const card = event.kind === 'line' ? addLine(tidy(event.bytes)) : addLine('?');
        if (card !== null) cards.push(card);
      }
      return cards;
    },
    get midBlock() {
      return splitter.midLine || lines.length > 0 || sawNoise || sawWrongDigit;
    },
    drop: () => {
      const why = sawWrongDigit
        ? 'checkDigit'
        : sawNoise || lines.length > 0 || splitter.midLine
          ? 'garbled'
          : null;
      splitter.drop();
      forget();
      return why;
    },
  };
};
