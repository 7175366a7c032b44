import type { Bilingual, Language } from '../../contract/language.ts';
import { arabicNumber } from './arabic-numbers.ts';
import { inEnglish } from './spelling.ts';

/** Words as they are written, with all their vowels. */
export type Said = Readonly<Record<string, string>>;

const MOST_WORDS = 6;
const MOST_NUMBER = 999_999_999;
const ARABIC = /\p{Script=Arabic}/u;

/** The longest phrase of the dictionary that begins at `from`, and how many words it has. */
const phraseAt = (words: readonly string[], from: number, said: Said): [string, number] | null => {
  for (let count = Math.min(MOST_WORDS, words.length - from); count > 0; count -= 1) {
    const found = said[words.slice(from, from + count).join(' ')];
    if (found !== undefined) return [found, count];
  }
  return null;
};

/** A number that is too long to be said as one is a code: its digits are said. */
const numberInWords = (digits: string): string =>
  digits.length > 1 && (digits.startsWith('0') || Number(digits) > MOST_NUMBER)
    ? Array.from(digits, (digit) => arabicNumber(Number(digit))).join(' ')
    : arabicNumber(Number(digits));

const arabicWords = (text: string, said: Said): string => {
  const words = text.split(' ').filter((word) => word !== '');
  const out: string[] = [];
  for (let at = 0; at < words.length;) {
    const [spoken, count] = phraseAt(words, at, said) ?? [words[at] ?? '', 1];
    out.push(spoken);
    at += count;
  }
  return out
    .join(' ')
    .replaceAll(/[0-9]{1,32}/gu, numberInWords)
    .replaceAll(/[A-Za-z][A-Za-z .'-]*/gu, (latin) => inEnglish(latin.trim()));
};

/**
 * What others wrote (the catalogue, a ministry's bill) as it is to be said: in Arabic each phrase that the
 * catalogue's dictionary knows with its vowels, numbers in words, Latin letters by the English voice.
 */
export const saidText = (text: string, language: Language, said: Said): string => {
  const clean = text
    .normalize('NFC')
    .replace(/[\s\u200B-\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  if (language === 'en') return clean.replaceAll(/\p{Script=Arabic}+/gu, '').trim();
  return clean
    .split(/([،؛.,;:()/؟?!\n]+)/u)
    .map((part) =>
      ARABIC.test(part) || /[A-Za-z0-9]/u.test(part) ? arabicWords(part, said) : part,
    )
    .join('');
};

export const saidOf = (text: Bilingual, language: Language, said: Said): string =>
  saidText(text[language], language, said);
