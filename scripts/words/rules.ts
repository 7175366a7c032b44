/** What a text for the public may not say, and how it must be written, beside what both languages must share. */
import { baseOf, isPlural, type LanguageName, type Texts } from '../locales/texts.ts';

type Rule = { readonly what: string; readonly breaks: (text: string, key: string) => boolean };

/** More words than these in one sentence are not read by those who stand. */
const MOST_WORDS = 25;

const sentences = (text: string): readonly string[] => text.split(/[.!?؟…]+(?:\s+|$)/u);
const bare = (text: string): string =>
  text
    .replaceAll(/[\p{P}\p{M}]/gu, '')
    .trim()
    .toLowerCase();

/** Said alone they tell nobody what happens, nor what to do. */
const WAITS = [
  'please wait',
  'wait',
  'one moment',
  'one moment please',
  'loading',
  'الرجاء الانتظار',
  'يرجى الانتظار',
  'انتظر',
  'انتظر من فضلك',
  'من فضلك انتظر',
  'لحظة',
  'لحظة من فضلك',
  'جار التحميل',
  'جاري التحميل',
];

const EVERYWHERE: readonly Rule[] = [
  {
    what: 'a wait without saying what for',
    breaks: (text) => sentences(text).some((one) => WAITS.includes(bare(one))),
  },
  {
    what: `a sentence of more than ${String(MOST_WORDS)} words`,
    breaks: (text) => sentences(text).some((one) => one.split(/\s+/u).length > MOST_WORDS),
  },
  {
    what: '{{count}} without plural forms',
    breaks: (text, key) => text.includes('{{count}}') && !isPlural(key),
  },
  {
    what: 'a plural form for many numbers that names none of them',
    breaks: (text, key) => /_(few|many|other)$/u.test(key) && !text.includes('{{'),
  },
  { what: 'three dots for …', breaks: (text) => text.includes('...') },
  { what: 'an exclamation mark', breaks: (text) => text.includes('!') },
];

const RULES: Readonly<Record<LanguageName, readonly Rule[]>> = {
  en: [
    { what: 'the word error', breaks: (text) => /\berrors?\b/iu.test(text) },
    { what: 'the word invalid', breaks: (text) => /\binvalid\b/iu.test(text) },
    { what: 'a straight quote', breaks: (text) => /['"]/u.test(text) },
  ],
  ar: [
    { what: 'the word خطأ', breaks: (text) => /خطأ|أخطاء/u.test(text) },
    { what: 'the words غير صالح', breaks: (text) => text.includes('غير صالح') },
    {
      what: 'a Latin comma, semicolon or question mark',
      breaks: (text) => /[,;?](?:\s|$)/u.test(text),
    },
    { what: 'a drawn-out letter', breaks: (text) => text.includes('ـ') },
  ],
};

/** `en key: …` for each text and each rule that it breaks. */
export const breachesOf = (language: LanguageName, texts: Texts): readonly string[] =>
  [...texts].flatMap(([key, text]) =>
    [...EVERYWHERE, ...RULES[language]]
      .filter(({ breaks }) => breaks(text, key))
      .map(({ what }) => `${language} ${key}: ${what}: “${text}”`),
  );

/** Keys that a source counts with and that have no plural forms: Arabic would say one form for all. */
export const uncounted = (texts: Texts, counted: ReadonlySet<string>): readonly string[] => {
  const plurals = new Set([...texts.keys()].filter(isPlural).map(baseOf));
  return [...counted]
    .filter((key) => texts.has(key) && !plurals.has(key))
    .map((key) => `${key}: counted with, and without plural forms`);
};
