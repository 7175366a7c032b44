import { sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { COLUMNS, conditionsOf, type FoundLine, type HealthFilter } from './search.ts';
import { queryOf } from './words.ts';

/**
 * How far somebody has read in the order in which lines became visible: the transaction and the line's
 * id. Text, `transaction-id`.
 */
export type TailPlace = string;

export const TAIL_PLACE = /^[0-9]{1,19}-[0-9]{1,19}$/u;

export type TailPage = { readonly lines: readonly FoundLine[]; readonly place: TailPlace };

const MOST_LINES = 500;

/** From now on. */
export const tailStart = async (db: Database): Promise<TailPlace> => {
  const { rows } = await sql<{ place: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as place`.execute(db);
  return `${rows[0]?.place ?? '0'}-0`;
};

/**
 * What arrived since, oldest first, whenever it happened. Only of transactions before which none is under
 * way any more: so nothing can appear later at a place that was passed.
 */
export const tailHealth = async (
  db: Database,
  filter: HealthFilter,
  after: TailPlace,
): Promise<TailPage> => {
  const [tx = '0', id = '0'] = after.split('-');
  const query = filter.text === undefined ? null : queryOf(filter.text);
  const where = [
    sql`(tx, id) > (${tx}::xid8, ${id}::bigint)`,
    sql`tx < pg_snapshot_xmin(pg_current_snapshot())`,
    ...conditionsOf(filter, query),
  ];
  const { rows } = await sql<FoundLine & { readonly tx: string }>`
    select ${COLUMNS}, tx::text as tx from health_log where ${sql.join(where, sql` and `)}
    order by health_log.tx, id limit ${MOST_LINES}`.execute(db);
  const last = rows.at(-1);
  return {
    lines: rows.map(({ tx: _tx, ...line }) => line),
    place: last === undefined ? after : `${last.tx}-${String(last.id)}`,
  };
};
