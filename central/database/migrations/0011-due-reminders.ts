import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table due_reminder (
    reminder_id uuid primary key,
    service_id text not null,
    channel text not null check (channel in ('sms', 'email')),
    language text not null check (language in ('ar', 'en')),
    sealed bytea not null,
    same_sha256 bytea not null unique check (length(same_sha256) = 32),
    stop_sha256 bytea not null unique check (length(stop_sha256) = 32),
    told_until date,
    next_check_ms bigint not null,
    ends_at_ms bigint not null
  )`,
  `create index due_reminder_next on due_reminder (next_check_ms)`,
];

/** Reminders of what is due next. */
export const dueReminders: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
