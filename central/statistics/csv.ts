import { filsDigits, type Fils } from '../../contract/money.ts';
import type { Language } from '../../contract/language.ts';
import { growthOf } from '../../contract/periods.ts';
import { type Statistics, type StatisticsRow } from '../../contract/statistics.ts';
import { saidOf, wordsIn } from './words.ts';

/** So that a spreadsheet takes it for UTF-8. */
const BOM = '\uFEFF';

/** One field: quoted where it must be (RFC 4180), and never taken for a formula. */
const field = (text: string): string => {
  const inert = /^[=+\-@\t\r]/u.test(text) && !/^-?[0-9.]+$/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
const percent = (now: number, before: number): string => {
  const growth = growthOf(now, before);
  return growth === null ? '' : (growth / 100).toFixed(2);
};

/** All of it as one table, for a spreadsheet: amounts in dinars with three places, growth in percent. */
export const statisticsCsv = (statistics: Statistics, language: Language): string => {
  const words = wordsIn(language);
  const head = [
    words.what,
    words.name,
    `${words.transactions} ${statistics.period}`,
    `${words.amount} ${statistics.period}`,
    `${words.transactions} ${statistics.before}`,
    `${words.amount} ${statistics.before}`,
    words.growthTransactions,
    words.growthAmount,
  ];
  const line = (what: string, row: StatisticsRow): readonly string[] => [
    what,
    saidOf(row, language),
    String(row.payments),
    filsDigits(row.fils as Fils),
    String(row.before.payments),
    filsDigits(row.before.fils as Fils),
    percent(row.payments, row.before.payments),
    percent(row.fils, row.before.fils),
  ];
  const rows = [
    line(words.total, { ...statistics.total, name: '' }),
    ...statistics.parts.map((row) => line(words.part, row)),
    ...statistics.services.map((row) => line(words.service, row)),
    ...statistics.channels.map((row) => line(words.channel, row)),
    ...statistics.kiosks.map((row) => line(words.kiosk, row)),
  ];
  return BOM + [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
};
