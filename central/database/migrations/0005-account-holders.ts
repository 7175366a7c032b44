import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whoever signs in with eKey is found by personal number. */
const STATEMENTS = [
  `create table account_holder (
    personal_number text not null check (personal_number ~ '^[0-9]{9}$'),
    service_id text not null,
    reference text not null,
    primary key (personal_number, service_id, reference)
  )`,
];

export const accountHolders: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
