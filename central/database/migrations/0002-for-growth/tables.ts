import { type Kysely, sql } from 'kysely';

/** Grows for ever and is only ever read by month: a partition for each of central's own months. */
const BY_MONTH = 'partition by range (received_on)';

/** Keys that could not be kept once rows are spread over several machines. */
export const openKeys = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table bill drop constraint bill_account_fk`.execute(db);
  await sql`alter table bill_hold alter column payment_id type uuid using payment_id::uuid`.execute(
    db,
  );
  await sql`alter table kiosk add column channel text not null default 'kiosk'
    constraint kiosk_channel check (channel ~ '^[a-z][a-z0-9-]{0,31}$')`.execute(db);
};

/** Found by one id alone, for ever; none of them is partitioned, so that one id is one row. */
const BY_ID = [
  `create table payment_registry (
    payment_id uuid primary key,
    kiosk_id text not null references kiosk,
    document_sha256 bytea not null check (length(document_sha256) = 32),
    received_on date not null
  )`,
  `create table payment_outcome (
    payment_id uuid primary key,
    outcome text not null
  )`,
  `create table reversal (
    payment_id uuid primary key references payment_registry,
    kind text not null check (kind in ('terminal', 'refund')),
    document text not null,
    signature text not null,
    amount_fils bigint not null check (amount_fils > 0),
    outcome text not null,
    recorded_at_ms bigint not null
  )`,
  `create table slip_code (
    slip_code_hash text not null,
    payment_id uuid not null,
    received_on date not null,
    primary key (slip_code_hash, payment_id)
  )`,
];

const BY_RECEIVING_MONTH = [
  `create table payment (
    payment_id uuid not null,
    received_on date not null,
    kiosk_id text not null,
    document text not null,
    key_id text,
    signature text not null,
    total_fils bigint not null check (total_fils > 0),
    recorded_at_ms bigint not null,
    primary key (payment_id, received_on)
  ) ${BY_MONTH}`,
  `create index payment_of_kiosk on payment (kiosk_id)`,
  `create table payment_line (
    payment_id uuid not null,
    line_id integer not null,
    received_on date not null,
    service_id text not null,
    bill_id text not null,
    amount_fils bigint not null check (amount_fils > 0),
    status text not null,
    reason text,
    posting_number text,
    primary key (payment_id, line_id, received_on),
    constraint payment_line_outcome check (
      (status = 'posted' and posting_number is not null and reason is null)
      or (status = 'refused' and posting_number is null and reason is not null))
  ) ${BY_MONTH}`,
  `create table ledger_transfer (
    payment_id uuid not null,
    line_id integer not null,
    kind text not null,
    received_on date not null,
    paid_on date not null,
    kiosk_id text not null,
    service_id text not null,
    channel text not null,
    debit_account text not null,
    credit_account text not null,
    amount_fils bigint not null check (amount_fils > 0),
    recorded_at_ms bigint not null,
    primary key (payment_id, line_id, kind, received_on),
    constraint ledger_transfer_accounts check (debit_account <> credit_account),
    constraint ledger_transfer_kind check (kind in ('posted', 'refused', 'reversed', 'refunded')),
    constraint ledger_transfer_paid_before check (paid_on <= received_on)
  ) ${BY_MONTH}`,
  `create index ledger_of_kiosk on ledger_transfer (kiosk_id)`,
  `create table audit (
    subject uuid not null,
    received_on date not null,
    at_ms bigint not null,
    actor text not null,
    action text not null,
    detail text
  ) ${BY_MONTH}`,
  `create index audit_of_subject on audit (subject)`,
];

/** A few rows a day, made once when the day is over. */
const BY_DAY = [
  `create table settlement_day (
    received_on date primary key,
    charges bigint not null,
    charged_fils bigint not null,
    posted_fils bigint not null,
    refused_fils bigint not null,
    returned_fils bigint not null,
    closed_at_ms bigint not null,
    constraint settlement_day_balances check (charged_fils = posted_fils + refused_fils)
  )`,
  `create table settlement_line (
    received_on date not null references settlement_day,
    service_id text not null,
    channel text not null,
    paid_on date not null,
    kind text not null,
    lines bigint not null check (lines > 0),
    fils bigint not null check (fils > 0),
    primary key (received_on, service_id, channel, paid_on, kind)
  )`,
];

export const createTables = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of [...BY_ID, ...BY_RECEIVING_MONTH, ...BY_DAY])
    await sql.raw(statement).execute(db);
  await sql`
    create view ledger_entry as
      select payment_id, line_id, kind, debit_account as account, amount_fils, received_on
        from ledger_transfer
      union all
      select payment_id, line_id, kind, credit_account, -amount_fils, received_on
        from ledger_transfer`.execute(db);
};
