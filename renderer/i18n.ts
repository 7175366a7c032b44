import i18next, { type TFunction } from 'i18next';
import type { Bilingual, Language } from '../contract/language.ts';
import ar from '../locales/ar/citizen.json' with { type: 'json' };
import en from '../locales/en/citizen.json' with { type: 'json' };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'citizen';
    resources: { citizen: typeof en };
  }
}

export type Translate = TFunction;

const i18n = i18next.createInstance();
void i18n.init({
  lng: 'ar',
  fallbackLng: false,
  defaultNS: 'citizen',
  ns: ['citizen'],
  resources: { ar: { citizen: ar }, en: { citizen: en } },
  // React escapes; twice would show &#39; to the public.
  interpolation: { escapeValue: false },
  initAsync: false,
});

const translators: Record<Language, Translate> = {
  ar: i18n.getFixedT('ar', 'citizen'),
  en: i18n.getFixedT('en', 'citizen'),
};

/** The words of one language; the page shows the engine's language and keeps none of its own. */
export const translator = (language: Language): Translate => translators[language];

export const direction = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

export const pick = (text: Bilingual, language: Language): string => text[language];
