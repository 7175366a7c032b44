import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../contract/language.ts';
import ar from '../locales/ar/console.json' with { type: 'json' };
import en from '../locales/en/console.json' with { type: 'json' };

export type Words = typeof en;
const WORDS: Readonly<Record<Language, Words>> = { ar, en };
const KEPT = 'khidma-console-language';

type Spoken = {
  readonly language: Language;
  readonly words: Words;
  readonly speak: (language: Language) => void;
};
const Speaking = createContext<Spoken | null>(null);

const atFirst = (): Language => {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'ar' || kept === 'en') return kept;
  return navigator.language.startsWith('ar') ? 'ar' : 'en';
};

/** Keeps the language on this machine, and turns the page to its side. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [language, setLanguage] = useState(atFirst);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  }, [language]);
  const speak = (next: Language): void => {
    localStorage.setItem(KEPT, next);
    setLanguage(next);
  };
  return (
    <Speaking value={{ language, words: WORDS[language], speak }}>
      {/* Digits stay Latin in both. */}
      <I18nProvider locale={language === 'ar' ? 'ar-BH-u-nu-latn' : 'en-GB'}>
        {children}
      </I18nProvider>
    </Speaking>
  );
};

export const useSpoken = (): Spoken => {
  const spoken = use(Speaking);
  if (spoken === null) throw new Error('outside of the language');
  return spoken;
};

export const useWords = (): Words => useSpoken().words;

/** `{name}` in a text filled in. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (mark, name: string) => String(values[name] ?? mark));
