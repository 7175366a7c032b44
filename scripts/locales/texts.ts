/** The words of one namespace in one language, flattened: `paying.title` → text. */
export type Texts = ReadonlyMap<string, string>;

export const LANGUAGES = ['en', 'ar'] as const;
export type LanguageName = (typeof LANGUAGES)[number];

/** CLDR's plural forms that each language needs. */
export const PLURAL_FORMS: Readonly<Record<LanguageName, readonly string[]>> = {
  en: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
};

const PLURAL_ENDING = /_(zero|one|two|few|many|other)$/u;

/** `digits_few` → `digits`. */
export const baseOf = (key: string): string => key.replace(PLURAL_ENDING, '');

export const isPlural = (key: string): boolean => PLURAL_ENDING.test(key);

/** Flattens a parsed file; anything but text and groups of text is a problem of its own. */
export const flatten = (
  value: unknown,
  prefix = '',
): { readonly texts: Texts; readonly problems: readonly string[] } => {
  if (typeof value === 'string') return { texts: new Map([[prefix, value]]), problems: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { texts: new Map(), problems: [`${prefix}: neither a text nor a group of texts`] };
  }
  const parts = Object.entries(value).map(([name, inner]) =>
    flatten(inner, prefix === '' ? name : `${prefix}.${name}`),
  );
  return {
    texts: new Map(parts.flatMap(({ texts }) => [...texts])),
    problems: parts.flatMap(({ problems }) => problems),
  };
};
