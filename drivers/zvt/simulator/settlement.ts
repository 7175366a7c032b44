import { CARDS } from './cards.ts';
import type { Transaction } from './memory.ts';

const COLUMNS =
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace';

/** The terminal's `MMDD` with the year it must be of: never one to come. */
const fullDate = (monthDay: string, now: Date): string => {
  const today =
    String(now.getMonth() + 1).padStart(2, '0') + String(now.getDate()).padStart(2, '0');
  const year = now.getFullYear() - (monthDay > today ? 1 : 0);
  return `${String(year)}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;
};

/**
 * What the acquirer settles, as CSV with a header: every payment the till acknowledged and every reversal
 * of one, each a line of its own. What was never kept, or given back by the terminal itself, is not there.
 * `day`: `YYYY-MM-DD`, or all days.
 */
export const settlementFile = (
  acquirer: readonly Transaction[],
  terminalId: string,
  now: Date,
  day?: string,
): string => {
  const reversals = acquirer.filter((t) => t.kind === 'reversal' && t.status === 'stored');
  const taken = new Set(reversals.map(({ originalTrace }) => originalTrace));
  const settled = acquirer.filter(
    (t) =>
      (t.kind === 'payment' && (t.status === 'stored' || taken.has(t.trace))) ||
      reversals.includes(t),
  );
  const lines = settled.map((t) =>
    [
      terminalId,
      String(t.trace).padStart(6, '0'),
      String(t.receipt).padStart(4, '0'),
      t.kind,
      String(t.amountFils),
      fullDate(t.date, now),
      t.time,
      t.authorisationCode,
      CARDS[t.card].label,
      t.originalTrace === null ? '' : String(t.originalTrace).padStart(6, '0'),
    ].join(','),
  );
  const wanted = lines.filter((line) => day === undefined || line.split(',')[5] === day);
  return `${[COLUMNS, ...wanted].join('\n')}\n`;
};
