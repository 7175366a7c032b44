import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `alter table suggestion
    add column version integer not null default 1,
    add column assignee text,
    add column blanked_at_ms bigint`,
  // An earlier answer stays readable while a message that was opened again waits for the next.
  `alter table suggestion drop constraint suggestion_answered`,
  `alter table suggestion add constraint suggestion_answered check (
    (answer is null) = (answered_at_ms is null) and (answer is null) = (answered_by is null)
      and (state <> 'answered' or answer is not null))`,
  `alter table suggestion add constraint suggestion_blanked check (
    blanked_at_ms is null or (state = 'closed' and text = '' and phone is null))`,
  `create index suggestion_by_ministry on suggestion (ministry_id, state, due_on)`,
  `create index suggestion_to_blank on suggestion (closed_at_ms)
    where state = 'closed' and blanked_at_ms is null`,
  `create table suggestion_event (
    id bigint generated always as identity primary key,
    suggestion_id uuid not null references suggestion (suggestion_id),
    at_ms bigint not null,
    what text not null check (what in
      ('taken', 'handedOver', 'noted', 'answered', 'closed', 'reopened', 'blanked')),
    by_name text,
    text text,
    ministry_id text
  )`,
  `create index suggestion_event_of on suggestion_event (suggestion_id, id)`,
  `create table suggestion_notice (
    notice_id uuid primary key,
    suggestion_id uuid not null references suggestion (suggestion_id),
    answered_at_ms bigint not null,
    state text not null check (state in ('waiting', 'sent', 'givenUp')),
    tries integer not null default 0,
    next_at_ms bigint not null
  )`,
  `create index suggestion_notice_due on suggestion_notice (next_at_ms) where state = 'waiting'`,
  `create index suggestion_notice_of on suggestion_notice (suggestion_id, answered_at_ms)`,
  `alter table console_session add column ministries text`,
];

/** What the desk does with a message to a ministry, and for which ministries somebody answers. */
export const suggestionDesk: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
