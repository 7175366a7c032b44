import type { Language } from '../../contract/language.ts';
import ar from '../../locales/ar/speech.json' with { type: 'json' };
import en from '../../locales/en/speech.json' with { type: 'json' };
import { arabicNumber, type Gender } from './arabic-numbers.ts';

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type Key = Leaves<typeof en>;
/** Texts with plural forms are asked for by their name without one. */
export type SpeechKey = Exclude<Key, `${string}_one` | `${string}_other`> | CountedKey;
type CountedKey = Extract<Key, `${string}_other`> extends `${infer Base}_other` ? Base : never;

type Tree = { readonly [name: string]: string | Tree };

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[prefix + name, value] as [string, string]]
      : flatten(value, `${prefix}${name}.`),
  );
const TEXTS: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  ar: new Map(flatten(ar)),
  en: new Map(flatten(en)),
};
const PLURALS = { ar: new Intl.PluralRules('ar'), en: new Intl.PluralRules('en') };

/** Of the nouns that are counted here the feminine ones in Arabic. */
const FEMININE: readonly string[] = ['minutes', 'hours', 'services', 'results'];

/** `n` in words; in English the voice reads digits as they should be. */
export const numberWords = (
  n: number,
  language: Language,
  gender: Gender = 'masculine',
  bound = false,
): string => (language === 'ar' ? arabicNumber(n, gender, bound) : String(n));

export type Say = (key: SpeechKey, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The spoken texts of one language. `count` chooses the plural form and fills in `{{n}}` as words that agree with
 * the noun counted; the rest is filled in as it is.
 */
export const speech =
  (language: Language): Say =>
  (key, values = {}) => {
    const { count } = values;
    let text = TEXTS[language].get(key);
    let filled: Readonly<Record<string, string | number>> = values;
    if (typeof count === 'number') {
      const form = PLURALS[language].select(count);
      text = TEXTS[language].get(`${key}_${count === 0 ? 'zero' : form}`);
      text ??= TEXTS[language].get(`${key}_${form}`);
      const gender = FEMININE.includes(key) ? 'feminine' : 'masculine';
      filled = { ...values, n: numberWords(count, language, gender, true) };
    }
    return (text ?? '').replaceAll(/\{\{(\w+)\}\}/gu, (_whole, name: string) =>
      String(filled[name] ?? ''),
    );
  };
