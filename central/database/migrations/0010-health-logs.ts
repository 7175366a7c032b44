import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** By the day of the event, in Bahrain: a search looks only into its days, and old days go as a whole. */
const TABLES = [
  `create sequence health_log_id`,
  `create table health_log (
    at_ms bigint not null,
    id bigint not null default nextval('health_log_id'),
    kiosk_id text not null,
    level smallint not null check (level between 1 and 24),
    event text not null,
    payment_id uuid,
    device text,
    attributes jsonb not null,
    words tsvector not null,
    received_ms bigint not null,
    said_at_ms bigint,
    tx xid8 not null default pg_current_xact_id(),
    primary key (at_ms, id)
  ) partition by range (at_ms)`,
  // With the level, so that of a kiosk's many lines only its warnings are fetched.
  `create index health_log_kiosk on health_log (kiosk_id, at_ms, id, level)`,
  `create index health_log_payment on health_log (payment_id, at_ms, id)
    where payment_id is not null`,
  `create index health_log_device on health_log (device, at_ms, id, level)
    where device is not null`,
  `create index health_log_warning on health_log (at_ms, id) where level >= 13`,
  `create index health_log_words on health_log using gin (words) with (fastupdate = off)`,
  `create index health_log_tail on health_log (tx, id)`,
  `create table health_span (
    start_ms bigint not null,
    payment_id uuid not null,
    span_id text not null,
    parent_id text,
    kiosk_id text not null,
    name text not null,
    end_ms bigint not null,
    failed boolean not null,
    outcome text,
    primary key (start_ms, payment_id, span_id)
  ) partition by range (start_ms)`,
  `create index health_span_payment on health_span (payment_id)`,
  `create table health_metric (
    kiosk_id text not null,
    name text not null,
    device text not null,
    value double precision not null,
    at_ms bigint not null,
    received_ms bigint not null,
    primary key (kiosk_id, name, device)
  )`,
  `create table health_batch (
    kiosk_id text not null,
    buffer text not null,
    signal text not null check (signal in ('logs', 'metrics', 'traces')),
    batch bigint not null,
    received_ms bigint not null,
    primary key (kiosk_id, buffer, signal)
  )`,
  `create table health_forward (
    id bigint generated always as identity primary key,
    signal text not null check (signal in ('logs', 'metrics', 'traces')),
    body text not null,
    claimed_until_ms bigint not null default 0
  )`,
];

/** As the ledger's months (`0002-for-growth`): made apart and attached, so that no reader is waited for. */
const FUNCTIONS = [
  `create function ensure_health_day(day date) returns void language plpgsql as $$
  declare
    day_start bigint := extract(epoch from day)::bigint * 1000 - 10800000;
    parent text;
    part text;
  begin
    foreach parent in array array['health_log', 'health_span'] loop
      part := parent || '_' || to_char(day, 'YYYY_MM_DD');
      continue when is_partition(part);
      perform pg_advisory_xact_lock(20261122, 2);
      continue when is_partition(part);
      execute format('create table %I (like %I including all)', part, parent);
      execute format('alter table %I attach partition %I for values from (%s) to (%s)',
        parent, part, day_start, day_start + 86400000);
    end loop;
  end $$`,
  `create function drop_health_before(day date) returns integer language plpgsql as $$
  declare
    part record;
    dropped integer := 0;
  begin
    for part in
      select child.relname as name
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        join pg_class parent on parent.oid = inhparent
        where parent.relname in ('health_log', 'health_span')
          and parent.relnamespace = current_schema()::regnamespace
          and right(child.relname, 10) < to_char(day, 'YYYY_MM_DD')
        order by 1
    loop
      execute format('drop table %I', part.name);
      dropped := dropped + 1;
    end loop;
    return dropped;
  end $$`,
];

/** What kiosks tell of their health: lines, the spans of payments, the latest numbers. */
export const healthLogs: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of [...TABLES, ...FUNCTIONS]) await sql.raw(statement).execute(db);
  },
};
