import type { Language } from '../../contract/language.ts';
import ar from '../../locales/ar/devices.json' with { type: 'json' };
import en from '../../locales/en/devices.json' with { type: 'json' };

export type Words = typeof en;

const WORDS: Readonly<Record<Language, Words>> = { ar, en };

export const wordsIn = (language: Language): Words => WORDS[language];

/** Puts `values` in the places that a text keeps for them. */
export const filled = (
  text: string,
  values: Readonly<Record<string, string | number | null>>,
): string => text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(values[name] ?? '–'));
