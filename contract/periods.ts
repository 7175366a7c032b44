/** Periods of Bahrain's calendar by their names. Without zod: it runs in the operators' page. */

export const PERIOD_UNITS = ['year', 'quarter', 'month', 'day'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** `2026`, `2026-Q4`, `2026-11` or `2026-11-22`, by Bahrain's calendar. */
export type Period = {
  readonly name: string;
  readonly unit: PeriodUnit;
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
};

const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;
const two = (n: number): string => String(n).padStart(2, '0');
const lastDay = (year: number, month: number): string =>
  `${String(year)}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

const spanning = (
  name: string,
  unit: PeriodUnit,
  year: number,
  first: number,
  last: number,
): Period => ({ name, unit, from: `${String(year)}-${two(first)}-01`, to: lastDay(year, last) });

/** The period of that name; `null` where there is none, as `2026-02-30`. */
export const readPeriod = (name: string): Period | null => {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?$/u.exec(name);
  if (parts === null) return null;
  const year = Number(parts[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (parts[2] !== undefined) {
    const quarter = Number(parts[2]);
    return spanning(name, 'quarter', year, quarter * 3 - 2, quarter * 3);
  }
  if (parts[3] === undefined) return spanning(name, 'year', year, 1, 12);
  const month = Number(parts[3]);
  if (month < 1 || month > 12) return null;
  if (parts[4] === undefined) return spanning(name, 'month', year, month, month);
  const isDay = Number(parts[4]) >= 1 && name <= lastDay(year, month);
  return isDay ? { name, unit: 'day', from: name, to: name } : null;
};

/** That unit's period in which `day` lies. */
export const periodOf = (day: string, unit: PeriodUnit): string => {
  const month = Number(day.slice(5, 7));
  switch (unit) {
    case 'year':
      return day.slice(0, 4);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${String(Math.ceil(month / 3))}`;
    case 'month':
      return day.slice(0, 7);
    case 'day':
      return day;
  }
};

const dayBeside = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The one just before, or just after. */
export const besidePeriod = ({ from, to, unit }: Period, way: -1 | 1): string =>
  periodOf(dayBeside(way === -1 ? from : to, way), unit);

/** The same of the year before. The leap day's is the last of that February. */
export const yearBefore = ({ name }: Period): string => {
  const before = `${String(Number(name.slice(0, 4)) - 1)}${name.slice(4)}`;
  return before.endsWith('-02-29') ? `${before.slice(0, -2)}28` : before;
};

/** By how much it has grown, in hundredths of a percent; `null`: there was nothing before. */
export const growthOf = (now: number, before: number): number | null =>
  before === 0 ? null : Math.round(((now - before) / before) * 10_000);
