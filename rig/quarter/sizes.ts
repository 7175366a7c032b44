import { sql } from 'kysely';
import type { Database } from '../../central/database/schema.ts';

export type TableSize = {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
};

/** Central's tables with their indexes, all partitions together, the largest first. */
export const tableSizes = async (db: Database): Promise<readonly TableSize[]> => {
  await sql`analyze`.execute(db);
  const { rows } = await sql<TableSize>`
    select coalesce(i.inhparent::regclass::text, c.oid::regclass::text) as name,
      sum(greatest(c.reltuples, 0))::bigint as rows,
      sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    group by 1 order by bytes desc`.execute(db);
  return rows;
};
