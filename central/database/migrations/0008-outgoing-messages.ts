import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table outgoing_message (
    message_id uuid primary key,
    kiosk_id text not null,
    payment_id uuid not null,
    content_sha256 bytea not null check (length(content_sha256) = 32),
    channel text not null check (channel in ('sms', 'email')),
    sealed bytea,
    language text not null check (language in ('ar', 'en')),
    taken_at_ms bigint not null,
    state text not null check (state in ('waiting', 'sent', 'givenUp')),
    tries integer not null default 0,
    next_at_ms bigint not null,
    ended_at_ms bigint,
    constraint outgoing_message_forgets check (
      (state = 'waiting') = (sealed is not null) and (state = 'waiting') = (ended_at_ms is null))
  )`,
  `create index outgoing_message_due on outgoing_message (next_at_ms) where state = 'waiting'`,
  `create index outgoing_message_payment on outgoing_message (payment_id)`,
];

/** Receipts by text message and e-mail. */
export const outgoingMessages: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
