import { sql } from 'kysely';
import { periodOf, readPeriod, yearBefore, type Period } from '../../contract/periods.ts';
import {
  type Statistics,
  type StatisticsRow,
  type StatisticsSum,
} from '../../contract/statistics.ts';
import { addDays, bahrainDay, DAY_MS, dayStartMs } from '../database/day.ts';
import type { Database, Day } from '../database/schema.ts';
import { cellsOf, type Cell } from '../reports/period.ts';

export type Named = (serviceId: string) => StatisticsRow['said'] | undefined;
type Group = { readonly name: string } & StatisticsSum;

const NOTHING: StatisticsSum = { payments: 0, fils: 0 };
const sumOf = (groups: readonly StatisticsSum[]): StatisticsSum =>
  groups.reduce<StatisticsSum>(
    (sum, { payments, fils }) => ({
      payments: sum.payments + payments,
      fils: sum.fils + fils,
    }),
    NOTHING,
  );

const grouped = (cells: readonly Cell[], name: (cell: Cell) => string): readonly Group[] => {
  const groups = new Map<string, StatisticsSum>();
  for (const cell of cells) {
    const key = name(cell);
    groups.set(key, sumOf([groups.get(key) ?? NOTHING, { payments: cell.lines, fils: cell.fils }]));
  }
  return Array.from(groups, ([key, sum]) => ({ name: key, ...sum }));
};

const beside = (now: readonly Group[], before: readonly Group[]): readonly StatisticsRow[] => {
  const of = (groups: readonly Group[], name: string): StatisticsSum => {
    const found = groups.find((group) => group.name === name);
    return { payments: found?.payments ?? 0, fils: found?.fils ?? 0 };
  };
  return [...new Set([...now, ...before].map(({ name }) => name))].map((name) => ({
    name,
    ...of(now, name),
    before: of(before, name),
  }));
};
const largestFirst = (a: StatisticsRow, b: StatisticsRow): number =>
  b.fils - a.fils || b.payments - a.payments || a.name.localeCompare(b.name);

/** A settlement keeps no kiosks: theirs are always counted in the ledger itself. */
const kioskGroups = async (
  db: Database,
  by: Statistics['by'],
  from: Day,
  to: Day,
): Promise<readonly Group[]> => {
  const day = sql.ref(by === 'paid' ? 'paid_on' : 'received_on');
  const { rows } = await sql<Group>`
    select kiosk_id as name, count(*)::bigint as payments, sum(amount_fils)::bigint as fils
    from ledger_transfer
    where kind = 'posted' and received_on >= ${from}::date
      and ${day} between ${from}::date and ${to}::date
    group by kiosk_id`.execute(db);
  return rows;
};

/** Days and months of `period` in their order; of a day none. */
const partNames = ({ unit, from, to }: Period): readonly string[] => {
  if (unit === 'day') return [];
  const parts = new Set<string>();
  for (let day = from; day <= to; day = addDays(day, 1))
    parts.add(periodOf(day, unit === 'month' ? 'day' : 'month'));
  return [...parts];
};

/** The last day to count of the year before: as far into its period as this one has come. */
const countedTo = (period: Period, before: Period, today: Day): Day => {
  if (today >= period.to) return before.to;
  const days = Math.round((dayStartMs(today) - dayStartMs(period.from)) / DAY_MS);
  // Of a period to come nothing is counted on either side.
  const last = addDays(before.from, Math.max(days, -1));
  return last < before.to ? last : before.to;
};

/**
 * What was recorded in a period and in the same one of the year before, to the fils, from the ledger and
 * what days were closed with. Each line of a payment counts as one, as in the published figures.
 */
export const statisticsOf = async (
  db: Database,
  asked: { readonly period: Period; readonly by: Statistics['by'] },
  now: { readonly wallMs: number; readonly named: Named },
): Promise<Statistics> => {
  const { period, by } = asked;
  const before = readPeriod(yearBefore(period));
  if (before === null) throw new Error('a period without a year before');
  const today = bahrainDay(now.wallMs);
  const last = countedTo(period, before, today);
  const cells = await cellsOf(db, by, period.from, period.to);
  const earlier = await cellsOf(db, by, before.from, last);
  const unit = period.unit === 'month' ? 'day' : 'month';
  const sameOfThisYear = (day: Day): string => {
    const name = periodOf(day, unit);
    return `${period.name.slice(0, 4)}${name.slice(4)}`;
  };
  const parts = beside(
    grouped(cells, ({ day }) => periodOf(day, unit)),
    grouped(earlier, ({ day }) => sameOfThisYear(day)),
  );
  return {
    period: period.name,
    before: before.name,
    by,
    running: today < period.to,
    total: {
      ...sumOf(grouped(cells, () => '')),
      before: sumOf(grouped(earlier, () => '')),
    },
    parts: partNames(period).map(
      (name) => parts.find((part) => part.name === name) ?? { name, ...NOTHING, before: NOTHING },
    ),
    services: beside(
      grouped(cells, (cell) => cell.service_id),
      grouped(earlier, (cell) => cell.service_id),
    )
      .map((row) => ({ ...row, said: now.named(row.name) }))
      .toSorted(largestFirst),
    channels: beside(
      grouped(cells, ({ channel }) => channel),
      grouped(earlier, ({ channel }) => channel),
    ).toSorted(largestFirst),
    kiosks: beside(
      await kioskGroups(db, by, period.from, period.to),
      await kioskGroups(db, by, before.from, last),
    ).toSorted(largestFirst),
  };
};
