import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** One row for some twenty facts of a journal; a kiosk's rows lie together by its id. */
const STATEMENTS = [
  `create table kiosk_head (
    kiosk_id text not null,
    generation integer not null check (generation >= 1),
    seq bigint not null check (seq >= 0),
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    at_ms bigint not null,
    exposure_fils bigint not null check (exposure_fils >= 0),
    exposure_count bigint not null check (exposure_count >= 0),
    received_at_ms bigint not null,
    primary key (kiosk_id, generation, seq)
  )`,
  `create trigger kiosk_head_append_only before update or delete on kiosk_head
    for each row execute function refuse_change()`,
];

/** How far each kiosk's journal had come: a kiosk that comes back with less has lost its end. */
export const heads: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
