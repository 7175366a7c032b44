import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table fleet_status (
    kiosk_id text primary key references kiosk (kiosk_id),
    run uuid not null,
    number bigint not null,
    change bigint not null,
    received_ms bigint not null,
    skew_ms bigint not null,
    version text not null,
    report jsonb not null
  )`,
  `create table fleet_change (
    id bigint generated always as identity primary key,
    kiosk_id text not null references kiosk (kiosk_id),
    at_ms bigint not null,
    subject text not null,
    state text not null,
    received_ms bigint not null
  )`,
  `create index fleet_change_of_kiosk on fleet_change (kiosk_id, at_ms)`,
  `create index fleet_change_age on fleet_change (received_ms)`,
  `create table fleet_alert (
    alert_id uuid primary key,
    kiosk_id text not null references kiosk (kiosk_id),
    rule text not null,
    measure bigint,
    since_ms bigint not null,
    opened_ms bigint not null,
    acknowledged_ms bigint,
    acknowledged_by text,
    closed_ms bigint,
    closed_by text,
    ended_ms bigint check (ended_ms is null or closed_ms is not null)
  )`,
  // What is so is told once, however many of us look.
  `create unique index fleet_alert_one on fleet_alert (kiosk_id, rule) where ended_ms is null`,
  `create index fleet_alert_open on fleet_alert (opened_ms) where closed_ms is null`,
  `create index fleet_alert_of_kiosk on fleet_alert (kiosk_id, since_ms)`,
  `create index fleet_alert_closed on fleet_alert (closed_ms) where closed_ms is not null`,
  `create table fleet_alert_note (
    id bigint generated always as identity primary key,
    alert_id uuid not null references fleet_alert (alert_id),
    at_ms bigint not null,
    by_name text not null,
    text text not null check (length(text) between 1 and 1000)
  )`,
  `create index fleet_alert_note_of on fleet_alert_note (alert_id)`,
  `create table fleet_notice (
    notice_id uuid primary key,
    alert_id uuid not null references fleet_alert (alert_id),
    about text not null check (about in ('opened', 'closed')),
    channel text not null check (channel in ('email', 'webhook')),
    target text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
    tries integer not null default 0,
    next_try_ms bigint not null,
    sent_ms bigint,
    unique (alert_id, about, channel, target)
  )`,
  `create index fleet_notice_waiting on fleet_notice (next_try_ms) where state = 'waiting'`,
];

/** How the kiosks are, and what happened to them. */
export const fleet: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
