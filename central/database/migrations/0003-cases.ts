import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Few rows beside the ledger: they are found by their own id, and need no partition. */
const TABLES = [
  `create table case_file (
    case_id uuid primary key,
    kind text not null check (kind in ('chargedNotPosted', 'postedNotCharged', 'amountDiffers',
      'refundOwed', 'inDoubtUnclear', 'quarantined', 'totalsDiffer', 'duplicateCharge')),
    subject text not null,
    status text not null check (status in ('open', 'acknowledged', 'closed')),
    owner text not null,
    day date,
    kiosk_id text,
    payment_id uuid,
    opened_at_ms bigint not null,
    evidence text not null,
    closed_at_ms bigint,
    closed_by text,
    closed_because text,
    unique (kind, subject),
    constraint case_closed check ((status = 'closed') = (closed_at_ms is not null)
      and (status = 'closed') = (closed_by is not null)
      and (status = 'closed') = (closed_because is not null))
  )`,
  `create index case_of_payment on case_file (payment_id)`,
  `create index case_open on case_file (opened_at_ms) where status <> 'closed'`,
  `create table kiosk_day (
    kiosk_id text not null references kiosk,
    number bigint not null,
    closed_at_ms bigint not null,
    received_at_ms bigint not null,
    document text not null,
    primary key (kiosk_id, number)
  )`,
  `create index kiosk_day_received on kiosk_day (received_at_ms)`,
  `create table settlement_file (
    day date primary key,
    sha256 bytea not null check (length(sha256) = 32),
    lines integer not null,
    imported_at_ms bigint not null
  )`,
  `create table acquirer_transaction (
    day date not null references settlement_file on delete cascade,
    line integer not null,
    terminal_id text not null,
    trace text not null,
    receipt text not null,
    kind text not null check (kind in ('payment', 'reversal')),
    amount_fils bigint not null check (amount_fils > 0),
    time text not null,
    authorisation_code text not null,
    scheme text not null,
    original_trace text,
    primary key (day, line),
    constraint acquirer_reversal check ((kind = 'reversal') = (original_trace is not null))
  )`,
  `create table operator (
    name text primary key,
    public_key text not null unique,
    enrolled_at_ms bigint not null
  )`,
  `create table kiosk_command (
    command_id uuid primary key,
    case_id uuid not null references case_file,
    kiosk_id text not null,
    payment_id uuid not null,
    command text not null,
    key_id text not null,
    signature text not null,
    issued_at_ms bigint not null,
    expires_at_ms bigint not null,
    status text not null check (status in ('open', 'applied', 'refused', 'withdrawn')),
    answer text,
    answered_at_ms bigint
  )`,
  `create index command_open on kiosk_command (kiosk_id) where status = 'open'`,
  `create table decision (
    decision_id bigint generated always as identity primary key,
    case_id uuid not null references case_file,
    operator text not null references operator,
    verdict text not null,
    transaction text,
    because text not null,
    signature text not null,
    decided_at_ms bigint not null,
    command_id uuid references kiosk_command
  )`,
  // One standing opinion a person; those that made a command stay for ever.
  `create unique index decision_standing on decision (case_id, operator) where command_id is null`,
];

/** Cases, what they are found by, and what two operators decide of them. */
export const cases: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
