import { type Kysely, sql } from 'kysely';

/** What was recorded about money is never changed or deleted, not even by a bug of ours. */
const APPEND_ONLY = [
  'payment_registry',
  'payment_outcome',
  'reversal',
  'slip_code',
  'payment',
  'payment_line',
  'ledger_transfer',
  'audit',
  'settlement_day',
  'settlement_line',
];

/** Both are seen through one key at a time, so that a distributed database sends each to one shard. */
const BILLS = [
  `create function lock_bills(ids text[]) returns setof bill language plpgsql as $$
  declare
    id text;
  begin
    for id in select distinct unnest(ids) collate "C" order by 1 loop
      return query select * from bill where bill_id = id for update;
    end loop;
  end $$`,
  `create function set_paid(ids text[], fils bigint[]) returns void language plpgsql as $$
  begin
    for i in 1 .. coalesce(array_length(ids, 1), 0) loop
      update bill set paid_fils = fils[i], rival_pays_first = false where bill_id = ids[i];
    end loop;
  end $$`,
];

/**
 * Makes the partitions of the month of `day`. Attaching takes no lock that a report would hold up;
 * `create table … partition of` would wait for every reader, and every payment behind it.
 */
const MONTHS = [
  // A query and not to_regclass, which would still tell after the lock what it saw before it.
  `create function is_partition(part text) returns boolean language sql volatile as $$
    select exists (select from pg_class where relname = part and relispartition
      and relnamespace = current_schema()::regnamespace)
  $$`,
  `create function ensure_month(day date) returns void language plpgsql as $$
  declare
    month_start date := date_trunc('month', day)::date;
    month_end date := (date_trunc('month', day) + interval '1 month')::date;
    parent text;
    part text;
  begin
    foreach parent in array array['payment', 'payment_line', 'ledger_transfer', 'audit'] loop
      part := parent || '_' || to_char(month_start, 'YYYY_MM');
      continue when is_partition(part);
      perform pg_advisory_xact_lock(20261122, 1);
      continue when is_partition(part);
      execute format('create table %I (like %I including all)', part, parent);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)',
        parent, part, month_start, month_end);
    end loop;
  end $$`,
];

export const createFunctions = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of [...BILLS, ...MONTHS]) await sql.raw(statement).execute(db);
};

/** Last, after what was recorded before has been carried over. Partitions inherit the trigger. */
export const refuseChanges = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of APPEND_ONLY)
    await sql`
      create trigger ${sql.raw(`${table}_append_only`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
};
