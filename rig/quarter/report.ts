import { closeDay } from '../../central/settlement/close-day.ts';
import { sqlStore } from '../../central/store/sql/store.ts';
import type { Database } from '../../central/database/schema.ts';
import { type PeriodReport, reportPeriod } from '../../central/reports/period.ts';
import { filsDigits, type Fils } from '../../contract/money.ts';
import { grid, grouped } from '../bench/table.ts';
import { RigError } from '../processes/rig-error.ts';
import { dayName, deliveredMs } from './calendar.ts';
import { DELIVERY_DAYS, QUARTER_DAYS } from './plan.ts';

/** Closes the books of every day; a day that does not balance ends the run. */
export const closeBooks = async (db: Database): Promise<number> => {
  const afterMs = deliveredMs(DELIVERY_DAYS);
  let posted = 0;
  for (let day = 0; day < DELIVERY_DAYS; day++) {
    const closed = await closeDay(sqlStore(db), dayName(day), afterMs);
    if (!closed.ok) throw new RigError(`${dayName(day)}: ${closed.error}`);
    posted += closed.value.postedFils;
  }
  return posted;
};

const first = dayName(0);
const last = dayName(QUARTER_DAYS - 1);

export type QuarterReports = { readonly paid: PeriodReport; readonly received: PeriodReport };

/** The quarter by the day of paying, and by the day on which central heard of it. */
export const quarterReports = async (db: Database): Promise<QuarterReports> => ({
  paid: await reportPeriod(db, { from: first, to: last, by: 'paid' }),
  received: await reportPeriod(db, { from: first, to: last, by: 'received' }),
});

const bd = (fils: number): string => filsDigits(fils as Fils);
const percent = (hundredths: number | null): string =>
  hundredths === null ? '–' : `${grouped(hundredths / 100, 1)} %`;

/** The report as the ministries get it: by service, by channel, and its thirds with their growth. */
export const reportText = async (db: Database, { paid }: QuarterReports): Promise<string> => {
  const head = ['', 'payments', 'BD', 'growth'];
  const rows = (of: PeriodReport['byService']): string[][] =>
    of.map(({ name, payments, fils, growth }) => [
      name,
      grouped(payments),
      bd(fils),
      percent(growth.fils),
    ]);
  const thirds: string[][] = [];
  for (let day = 0; day < QUARTER_DAYS; day += QUARTER_DAYS / 3) {
    const to = dayName(day + QUARTER_DAYS / 3 - 1);
    const { total, from } = await reportPeriod(db, { from: dayName(day), to, by: 'paid' });
    const { payments, fils, growth } = total;
    thirds.push([`${from} to ${to}`, grouped(payments), bd(fils), percent(growth.fils)]);
  }
  const { total } = paid;
  const all = ['all', grouped(total.payments), bd(total.fils), percent(total.growth.fils)];
  return grid(head, [...rows(paid.byService), ...rows(paid.byChannel), ...thirds, all]);
};
