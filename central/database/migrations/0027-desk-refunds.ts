import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table desk_refund (
    payment_id uuid not null references payment_registry (payment_id),
    line_id integer not null,
    because text not null,
    wished_by text not null,
    wished_at_ms bigint not null,
    refunded_by text,
    refunded_at_ms bigint,
    primary key (payment_id, line_id),
    constraint desk_refund_by_two check (
      (refunded_by is null) = (refunded_at_ms is null) and refunded_by <> wished_by)
  )`,
];

/** What was recorded and is given back all the same, because two operators want it. */
export const deskRefunds: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
