/** Which services somebody means by what they typed, in either language. Pure. */
import { normaliseDigits } from '../../contract/digits.ts';
import type { ServiceCard } from '../../contract/view.ts';

/** One spelling for each sound that people write in several ways; vowel marks and the stretcher vanish. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[\u064B-\u065F\u0670\u0640\u0300-\u036F]/gu, ''],
  [/ٱ/gu, 'ا'],
  [/ة/gu, 'ه'],
  [/[ىی]/gu, 'ي'],
  [/ء/gu, ''],
  [/گ/gu, 'ك'],
  [/[^\p{L}\p{N}]+/gu, ' '],
];

/** Text as it is compared: lower case, one spelling, words with a space between. */
export const plainText = (text: string): string =>
  SPELLINGS.reduce(
    (sum, [from, to]) => sum.replace(from, to),
    // A letter and its mark apart: hamza and madda on their carriers, and accents, go with the other marks.
    text.toLowerCase().normalize('NFD'),
  ).trim();

/** `والماء` is also looked for as `الماء` and `ماء`. */
const withoutPrefixes = (word: string): readonly string[] => {
  const forms = [word];
  for (const prefix of ['و', 'ل', 'ب', 'ال', 'لل']) {
    for (const form of [...forms]) {
      if (form.startsWith(prefix) && form.length - prefix.length >= 2)
        forms.push(form.slice(prefix.length));
    }
  }
  return forms;
};

const wordsOf = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => plainText(text).split(' ')).flatMap(withoutPrefixes);

const LEAST_INSIDE = 3;
/** How well a typed word fits a place: 3 is a word of it, 2 begins one, 1 stands inside one, 0 not at all. */
const fit = (typed: string, words: readonly string[]): 0 | 1 | 2 | 3 => {
  const forms = withoutPrefixes(typed);
  if (words.some((word) => forms.includes(word))) return 3;
  if (words.some((word) => forms.some((form) => word.startsWith(form)))) return 2;
  return typed.length >= LEAST_INSIDE && words.some((word) => word.includes(typed)) ? 1 : 0;
};

/** Where a word was found counts: title before keyword before ministry. */
const PLACES = [
  { of: ({ title }: ServiceCard) => [title.ar, title.en], weight: 6 },
  {
    of: ({ keywords }: ServiceCard) => [...(keywords?.ar ?? []), ...(keywords?.en ?? [])],
    weight: 4,
  },
  { of: ({ ministry }: ServiceCard) => [ministry.ar, ministry.en], weight: 2 },
] as const;

/** Best first; of equals the one that stands first on the screen. Every typed word must be found. */
export const findServices = (
  cards: readonly ServiceCard[],
  typed: string,
): readonly ServiceCard[] => {
  const asked = plainText(normaliseSpaces(typed))
    .split(' ')
    .filter((word) => word !== '');
  if (asked.length === 0) return cards;
  return cards
    .map((card) => {
      const places = PLACES.map(({ of, weight }) => ({ words: wordsOf(of(card)), weight }));
      const scores = asked.map((word) =>
        Math.max(...places.map(({ words, weight }) => weight * fit(word, words))),
      );
      return {
        card,
        score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ card }) => card);
};

/** Digits in one script; `normaliseDigits` also takes spaces away, which stand between words here. */
const normaliseSpaces = (typed: string): string =>
  typed.split(/\s+/u).map(normaliseDigits).join(' ');
