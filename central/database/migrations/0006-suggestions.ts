import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Found by their own id, by the number on the slip, and by ministry while they are open. */
const STATEMENTS = [
  `create table suggestion (
    suggestion_id uuid primary key,
    tracking_number text not null unique,
    kiosk_id text not null,
    kind text not null check (kind in ('complaint', 'suggestion')),
    ministry_id text not null,
    text text not null,
    phone text,
    language text not null check (language in ('ar', 'en')),
    content_sha256 bytea not null check (length(content_sha256) = 32),
    written_at_ms bigint not null,
    received_at_ms bigint not null,
    due_on date not null,
    state text not null check (state in ('open', 'answered', 'closed')),
    answer text,
    answered_at_ms bigint,
    answered_by text,
    closed_at_ms bigint,
    closed_by text,
    closed_because text,
    constraint suggestion_answered check ((answer is null) = (answered_at_ms is null)
      and (answer is null) = (answered_by is null)
      and (state <> 'answered' or answer is not null) and (state <> 'open' or answer is null)),
    constraint suggestion_closed check ((state = 'closed') = (closed_at_ms is not null)
      and (state = 'closed') = (closed_by is not null)
      and (state = 'closed') = (closed_because is not null))
  )`,
  `create index suggestion_open on suggestion (ministry_id, due_on) where state = 'open'`,
];

/** What people write to the ministries. */
export const suggestions: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
