import { sql, type RawBuilder } from 'kysely';
import { addDays, bahrainDay, dayStartMs } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import type { Plain } from './read-request.ts';
import { queryOf } from './words.ts';

export const SEVERITIES = { debug: 5, info: 9, warn: 13, error: 17 } as const;
export type Severity = keyof typeof SEVERITIES;

/** All of what is named must be so. */
export type HealthFilter = {
  readonly kioskId?: string;
  readonly paymentId?: string;
  readonly device?: string;
  /** The least. */
  readonly level?: Severity;
  /** Words of the event or of what its fields say; each may be the beginning of one. */
  readonly text?: string;
};

/** From `fromMs`, inclusive, to `toMs`, exclusive; milliseconds since 1970. */
export type HealthSearch = HealthFilter & {
  readonly fromMs: number;
  readonly toMs: number;
  /** At most so many lines. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: Place;
};

/** A place in the order of time: that line and all older ones lie behind it. */
export type Place = { readonly atMs: number; readonly id: number };

export type FoundLine = Place & {
  readonly kioskId: string;
  readonly level: number;
  readonly event: string;
  readonly paymentId: string | null;
  readonly device: string | null;
  readonly fields: Readonly<Record<string, Plain>>;
  readonly saidAtMs: number | null;
};

export type FoundPage = {
  /** Newest first. */
  readonly lines: readonly FoundLine[];
  /** Where to go on; `null`: that was all. A page with a place to go on may have few lines, or none. */
  readonly next: Place | null;
};

/** After so long a page ends where it is, and the next one goes on: no search holds the database long. */
const MOST_MS = 400;
const WIDEST_DAYS = 16;
/** So many of the newest lines are read through for a word before its index is asked. */
const READ_THROUGH = 2_000;
/** One kiosk's lie scattered: each costs a page. */
const READ_THROUGH_OF_ONE = 500;

/**
 * Newest lines first, some days at a time, so that no more partitions are looked into than are needed. A
 * word that is common is found among the newest lines, one that is rare by its index: which of the two it
 * is nobody need guess, so a planner's wrong guess costs nothing.
 */
export const searchHealth = async (
  db: Database,
  search: HealthSearch,
  monotonicMs: () => number = () => performance.now(),
): Promise<FoundPage> => {
  const query = search.text === undefined ? null : queryOf(search.text);
  const startedMs = monotonicMs();
  const lines: FoundLine[] = [];
  let toMs = Math.min(
    search.toMs,
    search.before === undefined ? search.toMs : search.before.atMs + 1,
  );
  if (query !== null) {
    const through = search.kioskId === undefined ? READ_THROUGH : READ_THROUGH_OF_ONE;
    const { rows } = await sql<FoundLine>`
      select ${NAMES} from (${statement({ ...search, toMs, limit: through }, null, true)})
        as newest
      where words @@ ${query}::tsquery limit ${search.limit}`.execute(db);
    if (rows.length === search.limit) return pageOf(rows);
  }
  for (let days = 1; toMs > search.fromMs; days = Math.min(days * 2, WIDEST_DAYS)) {
    const fromMs = Math.max(search.fromMs, dayStartMs(addDays(bahrainDay(toMs - 1), 1 - days)));
    const limit = search.limit - lines.length;
    const { rows } = await statement({ ...search, fromMs, toMs, limit }, query).execute(db);
    lines.push(...rows);
    toMs = fromMs;
    if (lines.length >= search.limit) return pageOf(lines);
    if (toMs > search.fromMs && monotonicMs() - startedMs > MOST_MS)
      return { lines, next: { atMs: toMs, id: 0 } };
  }
  return { lines, next: null };
};

/** A full page, from whose last line the next one goes on. */
const pageOf = (lines: readonly FoundLine[]): FoundPage => {
  const last = lines.at(-1);
  return { lines, next: last === undefined ? null : { atMs: last.atMs, id: last.id } };
};

/** The conditions of a filter over `health_log`; `query` is its text as `queryOf` made it. */
export const conditionsOf = (
  { kioskId, paymentId, device, level }: HealthFilter,
  query: string | null,
): readonly RawBuilder<unknown>[] => [
  ...(kioskId === undefined ? [] : [sql`kiosk_id = ${kioskId}`]),
  ...(paymentId === undefined ? [] : [sql`payment_id = ${paymentId}::uuid`]),
  ...(device === undefined ? [] : [sql`device = ${device}`]),
  // Literal, so that the index of warnings alone is known to fit.
  ...(level === undefined ? [] : [sql`level >= ${sql.lit(SEVERITIES[level])}`]),
  ...(query === null ? [] : [sql`words @@ ${query}::tsquery`]),
];

export const COLUMNS = sql`at_ms as "atMs", id, kiosk_id as "kioskId", level, event,
  payment_id as "paymentId", device, attributes as fields, said_at_ms as "saidAtMs"`;

const NAMES = sql`"atMs", id, "kioskId", level, event, "paymentId", device, fields, "saidAtMs"`;

const statement = (
  search: HealthSearch,
  query: string | null,
  withWords = false,
): RawBuilder<FoundLine> => {
  const { fromMs, toMs, before, limit } = search;
  const where = [
    sql`at_ms >= ${fromMs}::bigint`,
    sql`at_ms < ${toMs}::bigint`,
    ...(before === undefined
      ? []
      : [sql`(at_ms, id) < (${before.atMs}::bigint, ${before.id}::bigint)`]),
    ...conditionsOf(search, query),
  ];
  // Sums have no index: what a word's index finds is sorted, and no order is walked in search of it.
  const order = query === null ? sql`at_ms desc, id desc` : sql`at_ms + 0 desc, id + 0 desc`;
  return sql<FoundLine>`
    select ${COLUMNS}${withWords ? sql`, words` : sql``} from health_log where ${sql.join(where, sql` and `)}
    order by ${order} limit ${limit}`;
};
