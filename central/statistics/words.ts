import type { Language } from '../../contract/language.ts';
import type { StatisticsRow } from '../../contract/statistics.ts';
import ar from '../../locales/ar/statistics.json' with { type: 'json' };
import en from '../../locales/en/statistics.json' with { type: 'json' };

export type StatisticsWords = typeof en;
export const wordsIn = (language: Language): StatisticsWords => (language === 'ar' ? ar : en);

/** A row's name as people know it. */
export const saidOf = (
  { name, said }: Pick<StatisticsRow, 'name' | 'said'>,
  language: Language,
): string => {
  if (said !== undefined) return said[language];
  return name === 'kiosk' ? wordsIn(language).kioskChannel : name;
};
