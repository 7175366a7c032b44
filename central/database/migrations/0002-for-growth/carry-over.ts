import { type Kysely, sql } from 'kysely';

const MOVED = ['payment', 'payment_outcome', 'payment_line', 'reversal', 'ledger_transfer'];

/** Bahrain's day of a time in milliseconds: three hours ahead of UTC all the year. */
const dayOf = (milliseconds: string): string =>
  `date '1970-01-01' + ((${milliseconds} + 10800000) / 86400000)::integer`;

export const setOldTablesAside = async (db: Kysely<unknown>): Promise<void> => {
  // Years of payments take longer to carry over than a statement of the service may.
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`drop view ledger_entry`.execute(db);
  for (const table of MOVED)
    await sql.raw(`alter table ${table} rename to old_${table}`).execute(db);
};

/** The legal day by the kiosk's own word, but never after the day on which central received it. */
const PAID = `
  create temporary table old_paid on commit drop as
    select payment_id::uuid as payment_id, kiosk_id, ${dayOf('recorded_at_ms')} as received_on,
      least(((document::jsonb ->> 'authorisedAt')::timestamptz at time zone 'UTC'
        + interval '3 hours')::date, ${dayOf('recorded_at_ms')}) as paid_on
    from old_payment`;

const COPIES = [
  `insert into payment_registry
    select p.payment_id::uuid, p.kiosk_id, sha256(convert_to(p.document, 'UTF8')), o.received_on
    from old_payment p join old_paid o on o.payment_id = p.payment_id::uuid`,
  `insert into payment_outcome select payment_id::uuid, outcome from old_payment_outcome`,
  `insert into reversal
    select payment_id::uuid, kind, document, signature, amount_fils, outcome, recorded_at_ms
    from old_reversal`,
  `insert into slip_code
    select p.slip_code_hash, o.payment_id, o.received_on
    from old_payment p join old_paid o on o.payment_id = p.payment_id::uuid`,
  `insert into payment
    select o.payment_id, o.received_on, p.kiosk_id, p.document, null, p.signature, p.total_fils,
      p.recorded_at_ms
    from old_payment p join old_paid o on o.payment_id = p.payment_id::uuid`,
  `insert into payment_line
    select o.payment_id, l.line_id, o.received_on, l.service_id, l.bill_id, l.amount_fils, l.status,
      l.reason, l.posting_number
    from old_payment_line l join old_paid o on o.payment_id = l.payment_id::uuid`,
  `insert into ledger_transfer
    select o.payment_id, t.line_id, t.kind, ${dayOf('t.recorded_at_ms')}, o.paid_on, o.kiosk_id,
      l.service_id, 'kiosk', t.debit_account, t.credit_account, t.amount_fils, t.recorded_at_ms
    from old_ledger_transfer t
    join old_paid o on o.payment_id = t.payment_id::uuid
    join old_payment_line l on l.payment_id = t.payment_id and l.line_id = t.line_id`,
];

/** Every payment, answer, line, reversal and transfer, each into the month in which it was received. */
export const carryOver = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(PAID).execute(db);
  await sql
    .raw(
      `select ensure_month(day) from (
        select distinct date_trunc('month', ${dayOf('recorded_at_ms')})::date as day
        from old_ledger_transfer
        union select distinct date_trunc('month', received_on)::date from old_paid) as months`,
    )
    .execute(db);
  for (const copy of COPIES) await sql.raw(copy).execute(db);
};

export const dropOldTables = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of [...MOVED].reverse()) await sql.raw(`drop table old_${table}`).execute(db);
};
