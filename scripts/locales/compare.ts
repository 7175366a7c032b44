import {
  baseOf,
  isPlural,
  LANGUAGES,
  PLURAL_FORMS,
  type LanguageName,
  type Texts,
} from './texts.ts';

const ARABIC_DIGIT = /[٠-٩۰-۹]/u;

const basesOf = (texts: Texts): ReadonlySet<string> => new Set([...texts.keys()].map(baseOf));

const without = (all: ReadonlySet<string>, known: ReadonlySet<string>): readonly string[] =>
  [...all].filter((key) => !known.has(key));

/** Names in `{{…}}` of one key, all its plural forms together. */
const placeholders = (texts: Texts, base: string): string => {
  const names = [...texts]
    .filter(([key]) => baseOf(key) === base)
    .flatMap(([, text]) => [...text.matchAll(/\{\{\s*(?:(?:ar|en)\.)?(\w+)[^}]*\}\}/gu)])
    .map((match) => match[1] ?? '');
  return [...new Set(names)].sort().join(', ');
};

const problemsOfText = (language: LanguageName, key: string, text: string): readonly string[] => {
  const where = `${language} ${key}`;
  const found: string[] = [];
  if (text.trim() === '') found.push(`${where}: empty`);
  if (text !== text.trim()) found.push(`${where}: white space at an end`);
  if (text.split('{{').length !== text.split('}}').length) found.push(`${where}: {{ without }}`);
  if (ARABIC_DIGIT.test(text)) found.push(`${where}: digits are Latin in both languages`);
  return found;
};

const missingForms = (language: LanguageName, texts: Texts, base: string): readonly string[] =>
  PLURAL_FORMS[language]
    .filter((form) => !texts.has(`${base}_${form}`))
    .map((form) => `${language} ${base}: plural form _${form} is missing`);

/** What differs between the two languages of one namespace, and what is wrong in each. */
export const compareLanguages = (
  words: Readonly<Record<LanguageName, Texts>>,
): readonly string[] => {
  const en = basesOf(words.en);
  const ar = basesOf(words.ar);
  const plurals = new Set(
    LANGUAGES.flatMap((language) => [...words[language].keys()].filter(isPlural).map(baseOf)),
  );
  return [
    ...without(en, ar).map((key) => `ar ${key}: missing, en has it`),
    ...without(ar, en).map((key) => `en ${key}: missing, ar has it`),
    ...[...plurals].flatMap((base) =>
      LANGUAGES.flatMap((language) => missingForms(language, words[language], base)),
    ),
    ...[...en]
      .filter((key) => ar.has(key))
      .filter((key) => placeholders(words.en, key) !== placeholders(words.ar, key))
      .map(
        (key) =>
          `${key}: en fills in (${placeholders(words.en, key)}), ar (${placeholders(words.ar, key)})`,
      ),
    ...LANGUAGES.flatMap((language) =>
      [...words[language]].flatMap(([key, text]) => problemsOfText(language, key, text)),
    ),
  ];
};
