import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `alter table kiosk add column next_public_key text, add column revoked_at_ms bigint,
    add column rotation_wished_at_ms bigint`,
  // Of keys older than this migration nobody wrote down since when they hold.
  `alter table kiosk_key add column from_ms bigint, add column replaced_at_ms bigint,
    add column revoked_at_ms bigint`,
  `create table kiosk_enrolment (
    kiosk_id text primary key,
    state text not null check (state in ('invited', 'waiting', 'approved', 'refused')),
    code_sha256 bytea not null check (length(code_sha256) = 32),
    wrong integer not null default 0,
    invited_by text not null,
    invited_at_ms bigint not null,
    expires_at_ms bigint not null,
    public_key text,
    offered_at_ms bigint,
    constraint enrolment_has_key check ((state = 'invited') = (public_key is null)),
    constraint enrolment_offered check ((public_key is null) = (offered_at_ms is null))
  )`,
  `create table quarantined_payment (
    kiosk_id text not null references kiosk,
    payment_id uuid not null,
    document text not null,
    key_id text not null,
    signature text not null,
    total_fils bigint not null,
    received_at_ms bigint not null,
    wished_by text,
    released_by text,
    released_at_ms bigint,
    constraint released_by_two check (released_by is null or released_by <> wished_by),
    constraint released_when check ((released_by is null) = (released_at_ms is null)),
    primary key (kiosk_id, payment_id)
  )`,
];

/** Invitations, keys that follow one another, revocation, and what a revoked kiosk's payments become. */
export const kioskIdentity: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
