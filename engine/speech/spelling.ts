/** Digits, letters and signs one by one, so that a number can be written down by ear. */
import type { Language } from '../../contract/language.ts';

const DIGITS: Readonly<Record<Language, readonly string[]>> = {
  ar: ['صِفْر', 'وَاحِد', 'اِثْنَان', 'ثَلَاثَة', 'أَرْبَعَة', 'خَمْسَة', 'سِتَّة', 'سَبْعَة', 'ثَمَانِيَة', 'تِسْعَة'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};

/** What each Arabic letter is called. */
const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ا: 'أَلِف',
  أ: 'أَلِفٌ بِهَمْزَة',
  إ: 'أَلِفٌ بِهَمْزَةٍ تَحْتَهَا',
  آ: 'أَلِفٌ بِمَدَّة',
  ء: 'هَمْزَة',
  ؤ: 'وَاوٌ بِهَمْزَة',
  ئ: 'يَاءٌ بِهَمْزَة',
  ى: 'أَلِفٌ مَقْصُورَة',
  ة: 'تَاءٌ مَرْبُوطَة',
  ب: 'بَاء',
  ت: 'تَاء',
  ث: 'ثَاء',
  ج: 'جِيم',
  ح: 'حَاء',
  خ: 'خَاء',
  د: 'دَال',
  ذ: 'ذَال',
  ر: 'رَاء',
  ز: 'زَاي',
  س: 'سِين',
  ش: 'شِين',
  ص: 'صَاد',
  ض: 'ضَاد',
  ط: 'طَاء',
  ظ: 'ظَاء',
  ع: 'عَيْن',
  غ: 'غَيْن',
  ف: 'فَاء',
  ق: 'قَاف',
  ك: 'كَاف',
  ل: 'لَام',
  م: 'مِيم',
  ن: 'نُون',
  ه: 'هَاء',
  و: 'وَاو',
  ي: 'يَاء',
};

/** Of an address. */
const SIGNS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  ar: { '@': 'آتْ', '.': 'نُقْطَة', '-': 'شَرْطَة', _: 'شَرْطَةٌ سُفْلِيَّة' },
  en: { '@': 'at', '.': 'dot', '-': 'dash', _: 'underscore' },
};

/** `null`: no name for it. */
export const nameOfSign = (sign: string, language: Language): string | null => {
  if (/^[0-9]$/u.test(sign)) return DIGITS[language][Number(sign)] ?? null;
  // By its name in any voice: a lone letter may be taken for a word.
  if (/^[A-Za-z]$/u.test(sign)) return inEnglish(sign.toUpperCase());
  const arabic = ARABIC_LETTERS[sign];
  return arabic === undefined ? null : inArabic(arabic);
};

const BETWEEN = { ar: '، ', en: ', ' } as const;

/** `4F7` → each sign's name, with a pause between; what has none is left out. */
export const spelt = (text: string, language: Language): string =>
  Array.from(text)
    .map((sign) => nameOfSign(sign, language))
    .filter((name) => name !== null)
    .join(BETWEEN[language]);

/** What a key writes, by name; `null`: one of its signs has none. */
export const nameOfKey = (key: string, language: Language): string | null => {
  const names = Array.from(key, (sign) => SIGNS[language][sign] ?? nameOfSign(sign, language));
  return names.includes(null) ? null : names.join(BETWEEN[language]);
};

/** Marks a run for the other voice; private-use characters, which stand in no text. */
const AR = '\uE000';
const EN = '\uE001';
const END = '\uE002';
export const inArabic = (text: string): string => `${AR}${text}${END}`;
export const inEnglish = (text: string): string => `${EN}${text}${END}`;

/** One stretch for one voice. */
export type Piece = { readonly language: Language; readonly text: string };

/** A text with marked runs as stretches, each for the voice of its language. */
export const piecesOf = (text: string, language: Language): readonly Piece[] => {
  const pieces: Piece[] = [];
  const add = (part: string, voice: Language): void => {
    if (!/[\p{L}\p{N}]/u.test(part)) return;
    const last = pieces.at(-1);
    const clean = part.replace(/\s+/gu, ' ').trim();
    if (last?.language === voice) {
      pieces[pieces.length - 1] = {
        language: voice,
        text: `${last.text}${BETWEEN[voice]}${clean}`,
      };
    } else pieces.push({ language: voice, text: clean });
  };
  for (const part of text.split(/(\uE000[^\uE002]*\uE002|\uE001[^\uE002]*\uE002)/u)) {
    if (part.startsWith(AR)) add(part.slice(1, -1), 'ar');
    else if (part.startsWith(EN)) add(part.slice(1, -1), 'en');
    else add(part, language);
  }
  return pieces;
};
