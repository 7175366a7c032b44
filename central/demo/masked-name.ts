import type { Bilingual } from '../../contract/language.ts';

/** The Arabic letter with which made-up names begin where the Latin spelling begins so. */
const ARABIC: Readonly<Record<string, string>> = {
  A: 'أ',
  B: 'ب',
  D: 'د',
  F: 'ف',
  G: 'غ',
  H: 'ح',
  J: 'ج',
  K: 'خ',
  L: 'ل',
  M: 'م',
  N: 'ن',
  R: 'ر',
  S: 'س',
  T: 'ط',
  W: 'و',
  Y: 'ي',
  Z: 'ز',
};

/** `A*** M***` in both scripts, as a ministry that masks names would send it. */
export const maskedName = (latin: string): Bilingual => ({
  ar: latin
    // A company with limited liability.
    .replace('W.L.L.', 'ذ.م.م')
    .replaceAll(/[A-Z]/gu, (letter) => ARABIC[letter] ?? letter),
  en: latin,
});
