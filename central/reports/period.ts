import { sql } from 'kysely';
import { addDays, DAY_MS, dayStartMs } from '../database/day.ts';
import type { Database, Day } from '../database/schema.ts';

export type Sum = { readonly payments: number; readonly fils: number };

/** Growth in hundredths of a percent; `null` where there was nothing before. */
export type Growth = { readonly payments: number | null; readonly fils: number | null };
export type ReportRow = Sum & { readonly name: string; readonly growth: Growth };

export type PeriodReport = {
  readonly from: Day;
  readonly to: Day;
  readonly previous: { readonly from: Day; readonly to: Day } & Sum;
  readonly total: Sum & { readonly growth: Growth };
  readonly byService: readonly ReportRow[];
  readonly byChannel: readonly ReportRow[];
  readonly byDay: readonly ReportRow[];
};

export type ReportRequest = {
  /** First and last day, both included. */
  readonly from: Day;
  readonly to: Day;
  /**
   * `paid`: when the card was charged; what arrives late still changes the figures. `received`: when
   * central heard of it; the figures of a day that is over never change.
   */
  readonly by: 'paid' | 'received';
  /** With which period of the same length to compare: by default the one just before. */
  readonly previousFrom?: Day;
};

export type Cell = { day: Day; service_id: string; channel: string; lines: number; fils: number };

/** What was posted in a period, a line of a payment being one payment for one service. */
export const reportPeriod = async (db: Database, asked: ReportRequest): Promise<PeriodReport> => {
  const days = Math.round((dayStartMs(asked.to) - dayStartMs(asked.from)) / DAY_MS) + 1;
  const previousFrom = asked.previousFrom ?? addDays(asked.from, -days);
  const previousTo = addDays(previousFrom, days - 1);
  const now = await cellsOf(db, asked.by, asked.from, asked.to);
  const before = await cellsOf(db, asked.by, previousFrom, previousTo);
  const total = sumOf(now);
  const previous = sumOf(before);
  const rows = (name: (cell: Cell) => string, earlier = name): readonly ReportRow[] =>
    compare(grouped(now, name), grouped(before, earlier));
  return {
    from: asked.from,
    to: asked.to,
    previous: { from: previousFrom, to: previousTo, ...previous },
    total: { ...total, growth: growthOf(total, previous) },
    byService: rows((cell) => cell.service_id),
    byChannel: rows((cell) => cell.channel),
    // A day is compared with the one that stands where it does in the period before.
    byDay: rows(
      (cell) => cell.day,
      (cell) => addDays(cell.day, (dayStartMs(asked.from) - dayStartMs(previousFrom)) / DAY_MS),
    ),
  };
};

/** Closed days from their settlement, the others from the ledger: a year costs a few thousand rows. */
export const cellsOf = async (
  db: Database,
  by: ReportRequest['by'],
  from: Day,
  to: Day,
): Promise<readonly Cell[]> => {
  const day = sql.ref(by === 'paid' ? 'paid_on' : 'received_on');
  // Nothing is received before it was paid, so that earlier months are never looked at.
  const { rows } = await sql<Cell>`
    select day, service_id, channel, sum(lines)::bigint as lines, sum(fils)::bigint as fils from (
      select ${day} as day, service_id, channel, lines, fils
        from settlement_line
        where kind = 'posted' and received_on >= ${from}::date
          and ${day} between ${from}::date and ${to}::date
      union all
      select ${day}, service_id, channel, count(*), sum(amount_fils)
        from ledger_transfer
        where kind = 'posted' and received_on >= ${from}::date
          and ${day} between ${from}::date and ${to}::date
          and received_on not in (select received_on from settlement_day)
        group by 1, 2, 3
    ) as cells group by day, service_id, channel order by day`.execute(db);
  return rows;
};

const sumOf = (cells: readonly Cell[]): Sum =>
  cells.reduce(
    (sum, { lines, fils }) => ({ payments: sum.payments + lines, fils: sum.fils + fils }),
    { payments: 0, fils: 0 },
  );

const grouped = (
  cells: readonly Cell[],
  name: (cell: Cell) => string,
): ReadonlyMap<string, Sum> => {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) groups.set(name(cell), [...(groups.get(name(cell)) ?? []), cell]);
  return new Map(Array.from(groups, ([key, members]) => [key, sumOf(members)]));
};

const NOTHING: Sum = { payments: 0, fils: 0 };

const compare = (
  now: ReadonlyMap<string, Sum>,
  before: ReadonlyMap<string, Sum>,
): readonly ReportRow[] =>
  [...new Set([...now.keys(), ...before.keys()])].sort().map((name) => {
    const sum = now.get(name) ?? NOTHING;
    return { name, ...sum, growth: growthOf(sum, before.get(name) ?? NOTHING) };
  });

const growthOf = (now: Sum, before: Sum): Growth => ({
  payments: growth(now.payments, before.payments),
  fils: growth(now.fils, before.fils),
});

const growth = (now: number, before: number): number | null =>
  before === 0 ? null : Math.round(((now - before) / before) * 10_000);
