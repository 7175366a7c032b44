import type { Language } from '../../contract/language.ts';
import { numberWords, speech } from './words.ts';

/** 102: a hundred of them and two of them; the noun agrees with each. */
const counted = (key: 'dinars' | 'fils', n: number, language: Language): string => {
  const say = speech(language);
  const rest = n % 100;
  if (language === 'ar' && n > 100 && (rest === 1 || rest === 2)) {
    return `${say(key, { count: n - rest })} وَ${say(key, { count: rest })}`;
  }
  return say(key, { count: n });
};

/** `12500` → `اثنا عشر دينارًا وخمسمئة فلس`, vowelled; `12 dinars and 500 fils`. */
export const spokenMoney = (amountFils: number, language: Language): string => {
  const dinars = Math.floor(amountFils / 1000);
  const fils = amountFils % 1000;
  if (fils === 0) return counted('dinars', dinars, language);
  if (dinars === 0) return counted('fils', fils, language);
  return speech(language)('money', {
    dinars: counted('dinars', dinars, language),
    fils: counted('fils', fils, language),
  });
};

const BAHRAIN_AHEAD_MS = 3 * 3_600_000;

/** Day and month of an ISO date. */
export const spokenDay = (isoDate: string, language: Language): string => {
  const say = speech(language);
  const month = Number(isoDate.slice(5, 7));
  return say('day', {
    day: numberWords(Number(isoDate.slice(8, 10)), language),
    month: say(`month.${month as 1}`),
  });
};

/** Day, month and time of day in Bahrain of an ISO date-time. */
export const spokenMoment = (iso: string, language: Language): string => {
  const there = new Date(Date.parse(iso) + BAHRAIN_AHEAD_MS).toISOString();
  return speech(language)('moment', {
    day: spokenDay(there, language),
    hour: numberWords(Number(there.slice(11, 13)), language, 'feminine'),
    minute: numberWords(Number(there.slice(14, 16)), language, 'feminine'),
  });
};
