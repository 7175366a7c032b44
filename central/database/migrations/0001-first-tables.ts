import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const APPEND_ONLY = ['payment', 'payment_outcome', 'payment_line', 'reversal', 'ledger_transfer'];

const identity = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('kiosk')
    .addColumn('kiosk_id', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('enrolled_at_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('kiosk_key')
    .addColumn('kiosk_id', 'text', (c) => c.notNull().references('kiosk.kiosk_id'))
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('kiosk_key_pk', ['kiosk_id', 'key_id'])
    .execute();
  await db.schema
    .createTable('request_nonce')
    .addColumn('kiosk_id', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('stale_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('request_nonce_pk', ['kiosk_id', 'nonce'])
    .execute();
  await db.schema
    .createIndex('request_nonce_stale')
    .on('request_nonce')
    .columns(['kiosk_id', 'stale_at_ms'])
    .execute();
};

const bills = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('account')
    .addColumn('service_id', 'text', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('payer_name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('account_pk', ['service_id', 'reference'])
    .execute();
  await db.schema
    .createTable('bill')
    .addColumn('bill_id', 'text', (c) => c.primaryKey())
    .addColumn('service_id', 'text', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('title_ar', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('detail_ar', 'text', (c) => c.notNull())
    .addColumn('detail_en', 'text', (c) => c.notNull())
    .addColumn('amount_fils', 'bigint', (c) => c.notNull())
    .addColumn('paid_fils', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('due_date', 'text', (c) => c.notNull())
    .addColumn('fence', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('rival_pays_first', 'boolean', (c) => c.notNull().defaultTo(false))
    .addCheckConstraint('bill_amount_positive', sql`amount_fils > 0`)
    // The last line of defence: no posting can ever take a bill beyond what is due.
    .addCheckConstraint('bill_never_overpaid', sql`paid_fils between 0 and amount_fils`)
    .addForeignKeyConstraint('bill_account_fk', ['service_id', 'reference'], 'account', [
      'service_id',
      'reference',
    ])
    .execute();
  await db.schema
    .createIndex('bill_by_reference')
    .on('bill')
    .columns(['service_id', 'reference'])
    .execute();
  await db.schema
    .createTable('bill_hold')
    .addColumn('bill_id', 'text', (c) => c.primaryKey().references('bill.bill_id'))
    .addColumn('payment_id', 'text', (c) => c.notNull())
    .addColumn('kiosk_id', 'text', (c) => c.notNull())
    .addColumn('fence', 'bigint', (c) => c.notNull())
    .addColumn('expires_at_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('bill_hold_payment').on('bill_hold').column('payment_id').execute();
};

const payments = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('payment')
    .addColumn('payment_id', 'text', (c) => c.primaryKey())
    .addColumn('kiosk_id', 'text', (c) => c.notNull().references('kiosk.kiosk_id'))
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('total_fils', 'bigint', (c) => c.notNull())
    .addColumn('slip_code_hash', 'text', (c) => c.notNull())
    .addColumn('recorded_at_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('payment_slip_code').on('payment').column('slip_code_hash').execute();
  await db.schema.createIndex('payment_kiosk').on('payment').column('kiosk_id').execute();
  await db.schema
    .createTable('payment_outcome')
    .addColumn('payment_id', 'text', (c) => c.primaryKey().references('payment.payment_id'))
    .addColumn('outcome', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('payment_line')
    .addColumn('payment_id', 'text', (c) => c.notNull().references('payment.payment_id'))
    .addColumn('line_id', 'integer', (c) => c.notNull())
    .addColumn('service_id', 'text', (c) => c.notNull())
    .addColumn('bill_id', 'text', (c) => c.notNull())
    .addColumn('amount_fils', 'bigint', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('posting_number', 'text', (c) => c.unique())
    .addPrimaryKeyConstraint('payment_line_pk', ['payment_id', 'line_id'])
    .addCheckConstraint('payment_line_amount', sql`amount_fils > 0`)
    .addCheckConstraint(
      'payment_line_outcome',
      sql`(status = 'posted' and posting_number is not null and reason is null)
          or (status = 'refused' and posting_number is null and reason is not null)`,
    )
    .execute();
  await db.schema
    .createTable('reversal')
    .addColumn('payment_id', 'text', (c) => c.primaryKey().references('payment.payment_id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('amount_fils', 'bigint', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('recorded_at_ms', 'bigint', (c) => c.notNull())
    .execute();
};

const ledger = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('ledger_transfer')
    .addColumn('payment_id', 'text', (c) => c.notNull())
    .addColumn('line_id', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('debit_account', 'text', (c) => c.notNull())
    .addColumn('credit_account', 'text', (c) => c.notNull())
    .addColumn('amount_fils', 'bigint', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('recorded_at_ms', 'bigint', (c) => c.notNull())
    // One line is posted or refused once, and its money goes back once.
    .addPrimaryKeyConstraint('ledger_transfer_pk', ['payment_id', 'line_id', 'kind'])
    .addForeignKeyConstraint('ledger_transfer_line_fk', ['payment_id', 'line_id'], 'payment_line', [
      'payment_id',
      'line_id',
    ])
    .addCheckConstraint('ledger_transfer_amount', sql`amount_fils > 0`)
    .addCheckConstraint('ledger_transfer_accounts', sql`debit_account <> credit_account`)
    .addCheckConstraint(
      'ledger_transfer_kind',
      sql`kind in ('posted', 'refused', 'reversed', 'refunded')`,
    )
    .execute();
  await db.schema
    .createIndex('ledger_transfer_month')
    .on('ledger_transfer')
    .column('month')
    .execute();
  await sql`
    create view ledger_entry as
      select payment_id, line_id, kind, debit_account as account, amount_fils, month
        from ledger_transfer
      union all
      select payment_id, line_id, kind, credit_account, -amount_fils, month
        from ledger_transfer`.execute(db);
};

/** What was recorded about money is never changed or deleted, not even by a bug of ours. */
const appendOnly = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of % are never changed or deleted', tg_table_name;
    end $$`.execute(db);
  for (const table of APPEND_ONLY) {
    await sql`
      create trigger ${sql.raw(`${table}_append_only`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db);
  }
};

export const firstTables: Migration = {
  up: async (db) => {
    for (const step of [identity, bills, payments, ledger, appendOnly]) await step(db);
  },
};
