import { filsDigits, type Fils } from '../../contract/money.ts';
import type { Language } from '../../contract/language.ts';
import { growthOf } from '../../contract/periods.ts';
import {
  type Statistics,
  type StatisticsRow,
  type StatisticsSum,
} from '../../contract/statistics.ts';
import type { PdfBlock, PdfPlan } from '../../pdf/plan.ts';
import { saidOf, wordsIn } from './words.ts';

/** Numbers and names of periods stand left to right in either language. */
const ltr = (text: string): string => `\u2066${text}\u2069`;
const counted = (n: number): string => n.toLocaleString('en-GB');
const dinars = (fils: number): string => {
  const [whole = '', part = ''] = filsDigits(fils as Fils).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+(?!\d))/gu, ',')}.${part}`;
};
const growth = (now: number, before: number): string => {
  const hundredths = growthOf(now, before);
  if (hundredths === null) return '–';
  return ltr(`${hundredths > 0 ? '+' : ''}${(hundredths / 100).toFixed(1)} %`);
};

/** The period's paper: figures beside those of the year before, bars, and every table to the fils. */
export const statisticsPlan = (
  statistics: Statistics,
  language: Language,
  printedAt: string,
): PdfPlan => {
  const words = wordsIn(language);
  const { total, period, before } = statistics;
  const table = (title: string, rows: readonly StatisticsRow[]): readonly PdfBlock[] => {
    if (rows.length === 0) return [];
    const cells = (row: StatisticsSum & { readonly before: StatisticsSum }): readonly string[] => [
      counted(row.payments),
      dinars(row.fils),
      dinars(row.before.fils),
      growth(row.fils, row.before.fils),
    ];
    return [
      { kind: 'heading', level: 2, text: title },
      {
        kind: 'table',
        columns: [
          { label: words.name, share: 2 },
          { label: words.transactions, figures: true, share: 1.1 },
          { label: words.amount, figures: true, share: 1.4 },
          { label: `${words.amount} ${ltr(before)}`, figures: true, share: 1.6 },
          { label: words.growth, figures: true },
        ],
        rows: rows.map((row) => [saidOf(row, language), ...cells(row)]),
        total: [words.total, ...cells(total)],
      },
    ];
  };
  const most = Math.max(1, ...statistics.parts.map(({ fils }) => fils));
  const bars: readonly PdfBlock[] =
    statistics.parts.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: words.course },
          {
            kind: 'bars',
            rows: statistics.parts.map(({ name, fils }) => ({
              label: ltr(name),
              value: ltr(dinars(fils)),
              part: fils / most,
            })),
          },
        ];
  return {
    title: `${words.title} ${period}`,
    parts: [
      {
        language,
        foot: (page, pages) =>
          `${words.printed} ${ltr(printedAt)} · ${ltr(`${String(page)}/${String(pages)}`)}`,
        blocks: [
          { kind: 'heading', text: `${words.title}: ${ltr(period)}` },
          {
            kind: 'facts',
            rows: [
              [words.transactions, counted(total.payments)],
              [words.amount, ltr(dinars(total.fils))],
              [`${words.transactions} ${ltr(before)}`, counted(total.before.payments)],
              [`${words.amount} ${ltr(before)}`, ltr(dinars(total.before.fils))],
              [words.growthTransactions, growth(total.payments, total.before.payments)],
              [words.growthAmount, growth(total.fils, total.before.fils)],
            ],
          },
          {
            kind: 'paragraph',
            quiet: true,
            text: [
              statistics.by === 'paid' ? words.byPaid : words.byReceived,
              words.counted,
              ...(statistics.running ? [words.running] : []),
            ].join(' '),
          },
          ...bars,
          ...table(words.services, statistics.services),
          ...table(words.channels, statistics.channels),
          ...table(words.kiosks, statistics.kiosks),
        ],
      },
    ],
  };
};
