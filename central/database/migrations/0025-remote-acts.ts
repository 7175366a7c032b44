import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  `create table remote_act (
    act_id uuid primary key,
    kiosk_id text not null references kiosk (kiosk_id),
    act text not null,
    by_subject text not null,
    by_name text not null,
    because text not null,
    issued_at_ms bigint not null,
    expires_at_ms bigint not null,
    document text not null,
    key_id text not null,
    signature text not null,
    status text not null check (status in ('open', 'done', 'refused')),
    reason text,
    answered_at_ms bigint,
    constraint remote_act_answered check ((status = 'open') = (answered_at_ms is null)),
    constraint remote_act_refused check ((status = 'refused') = (reason is not null))
  )`,
  `create index remote_act_open on remote_act (kiosk_id, issued_at_ms) where status = 'open'`,
  `create index remote_act_of on remote_act (kiosk_id, issued_at_ms desc)`,
  // Of a screen, what is personal painted over by the kiosk; gone after some days.
  `create table remote_act_picture (
    act_id uuid primary key references remote_act (act_id),
    taken_at_ms bigint not null,
    jpeg bytea not null
  )`,
  `create index remote_act_picture_old on remote_act_picture (taken_at_ms)`,
];

/** What people at desks have kiosks do. */
export const remoteActs: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
