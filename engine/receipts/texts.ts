import type { Bilingual, Language } from '../../contract/language.ts';
import ar from '../../locales/ar/receipt.json' with { type: 'json' };
import en from '../../locales/en/receipt.json' with { type: 'json' };

export type ReceiptTextKey = keyof typeof en;

const TEXTS: Readonly<Record<Language, Readonly<Record<ReceiptTextKey, string>>>> = { ar, en };

/** The text for `key`; each `{{name}}` is replaced by `values[name]`. */
export const receiptText = (
  language: Language,
  key: ReceiptTextKey,
  values: Readonly<Record<string, string>> = {},
): string =>
  TEXTS[language][key].replaceAll(
    /\{\{(\w+)\}\}/gu,
    (whole, name: string) => values[name] ?? whole,
  );

export const bothTexts = (
  key: ReceiptTextKey,
  values: Readonly<Record<string, string>> = {},
): Bilingual => ({ ar: receiptText('ar', key, values), en: receiptText('en', key, values) });
