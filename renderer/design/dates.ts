import type { Language } from '../../contract/language.ts';

/** Latin digits in both languages; the months by their names, so no order of numbers misleads. */
const LOCALE: Record<Language, string> = { ar: 'ar-BH-u-nu-latn-ca-gregory', en: 'en-GB' };

/** A calendar day (`2026-11-30`), which has no time zone. */
export const formatDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/** A moment's time of day to the second, as a clock in Bahrain shows it: for staff, in either language. */
export const formatSecond = (moment: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Bahrain' }).format(
    new Date(moment),
  );

/** A moment (ISO date-time), as a clock in Bahrain shows it. */
export const formatMoment = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: language === 'ar' ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: language === 'ar' ? 'h12' : 'h23',
    timeZone: 'Asia/Bahrain',
  }).format(new Date(moment));
