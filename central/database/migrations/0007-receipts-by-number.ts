import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The end of an id is what people read out; a wrong guess at the card's digits is remembered by number. */
const STATEMENTS = [
  `create index payment_by_number on payment_registry (right(payment_id::text, 12), payment_id)`,
  `create table receipt_guess (
    id_end text primary key,
    wrong integer not null check (wrong >= 0),
    ends_at_ms bigint not null
  )`,
];

/** A receipt is found by its number and the last four digits of the card. */
export const receiptsByNumber: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
