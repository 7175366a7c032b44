/**
 * Arabic by code page, for comparison on the proof page only: no printer joins or reorders letters, so they
 * come apart and are sent in the order of the paper, right to left turned round (digest §5).
 */
import { concatBytes } from './bytes.ts';

export type ArabicPage = 'PC720' | 'PC864' | 'WPC1256';

/** Letters and, pair by pair of hex digits, their codes; PC864 has forms of letters, here those that stand alone. */
const LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي';
const CODES: Readonly<Record<ArabicPage, string>> = {
  PC720: '98999a9b9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacade0e1e2e3e4e5e7e8e9eaebecedeeef',
  PC864: 'c1c2c3c4c7c6c7a9c9aaabadaeafcfd0d1d2bcbdbeebd7d8dfeebaf8fcfbeff2f3e8e9fd',
  WPC1256: 'c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d8d9dadbdddedfe1e3e4e5e6eced',
};
export const ARABIC_PAGES = Object.keys(CODES) as readonly ArabicPage[];

const codeOf = (char: string, page: ArabicPage): number => {
  const at = LETTERS.indexOf(char);
  if (at >= 0) return Number.parseInt(CODES[page].slice(2 * at, 2 * at + 2), 16);
  const code = char.charCodeAt(0);
  return code >= 0x20 && code < 0x7f ? code : 0x20;
};

/** `ESC t`, the letters as they stand on the paper from left to right, and the usual page again. */
export const inArabicPage = (text: string, page: ArabicPage, number: number): Uint8Array => {
  const letters = Array.from(text.normalize('NFC').replaceAll(/[\u064b-\u0652]/gu, ''));
  return concatBytes([
    Uint8Array.of(0x1b, 0x74, number),
    Uint8Array.from(letters.reverse(), (char) => codeOf(char, page)),
    Uint8Array.of(0x1b, 0x74, 0),
  ]);
};
