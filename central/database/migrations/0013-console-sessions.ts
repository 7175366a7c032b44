import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table console_sign_in (
    browser_sha256 bytea primary key check (length(browser_sha256) = 32),
    state text not null,
    verifier text not null,
    nonce text not null,
    return_to text not null,
    ends_at_ms bigint not null
  )`,
  `create table console_session (
    id_sha256 bytea primary key check (length(id_sha256) = 32),
    subject text not null,
    name text not null,
    role text not null check (role in ('viewer', 'operator', 'administrator')),
    seen_at_ms bigint not null,
    ends_at_ms bigint not null
  )`,
  `create index console_session_ends on console_session (ends_at_ms)`,
  // What people at desks did is a thin part of what was done.
  `create index audit_of_staff on audit (at_ms) where actor like 'staff/%'`,
];

/** Who is signed in to the operators' page. */
export const consoleSessions: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
