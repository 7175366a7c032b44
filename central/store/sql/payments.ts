import { sql } from 'kysely';
import type { DatabaseTransaction } from '../../database/schema.ts';
import type { Rows } from '../port.ts';
import type { Claim, NewLine, NewPayment, NewTransfer, Received } from '../rows.ts';

type PaymentRows = Pick<
  Rows,
  'takeIds' | 'answersOf' | 'addPayments' | 'addLines' | 'addTransfers'
>;

/** One statement a table, one array a column: a batch of any size has the same few parameters. */
export const paymentRows = (transaction: DatabaseTransaction): PaymentRows => ({
  takeIds: (received, claims) => takeIds(transaction, received, claims),
  answersOf: async (ids) => {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<{ payment_id: string; sha256: string; outcome: string }>`
      select r.payment_id, encode(r.document_sha256, 'hex') as sha256, o.outcome
        from payment_registry r join payment_outcome o on o.payment_id = r.payment_id
        where r.payment_id = any(${ids}::uuid[])`.execute(transaction);
    return new Map(
      rows.map((row) => [row.payment_id, { sha256: row.sha256, text: row.outcome }] as const),
    );
  },
  addPayments: (received, payments) => addPayments(transaction, received, payments),
  addLines: (received, lines) => addLines(transaction, received, lines),
  addTransfers: (received, transfers) => addTransfers(transaction, received, transfers),
});

/** Always in the order of the ids, so that two batches with the same payments never deadlock. */
const takeIds = async (
  transaction: DatabaseTransaction,
  { kioskId, receivedOn }: Received,
  claims: readonly Claim[],
): Promise<ReadonlySet<string>> => {
  const sorted = [...claims].sort((a, b) => (a.paymentId < b.paymentId ? -1 : 1));
  const { rows } = await sql<{ payment_id: string }>`
    insert into payment_registry (payment_id, kiosk_id, document_sha256, received_on)
    select id, ${kioskId}, decode(digest, 'hex'), ${receivedOn}::date
      from unnest(${sorted.map(({ paymentId }) => paymentId)}::uuid[],
        ${sorted.map(({ sha256 }) => sha256)}::text[])
      as claim (id, digest)
    on conflict (payment_id) do nothing
    returning payment_id`.execute(transaction);
  return new Set(rows.map(({ payment_id }) => payment_id));
};

const addPayments = async (
  transaction: DatabaseTransaction,
  { kioskId, receivedOn, atMs }: Received,
  payments: readonly NewPayment[],
): Promise<void> => {
  const ids = payments.map(({ payment_id }) => payment_id);
  await sql`
    insert into payment_outcome (payment_id, outcome)
    select * from unnest(${ids}::uuid[], ${payments.map(({ outcome }) => outcome)}::text[])`.execute(
    transaction,
  );
  await sql`
    insert into payment (payment_id, received_on, kiosk_id, document, key_id, signature, total_fils,
      recorded_at_ms)
    select id, ${receivedOn}::date, ${kioskId}, document, key_id, signature, total, ${atMs}::bigint
      from unnest(${ids}::uuid[],
        ${payments.map(({ document }) => document)}::text[],
        ${payments.map(({ key_id }) => key_id)}::text[],
        ${payments.map(({ signature }) => signature)}::text[],
        ${payments.map(({ total_fils }) => total_fils)}::bigint[])
      as new (id, document, key_id, signature, total)`.execute(transaction);
  await sql`
    insert into slip_code (slip_code_hash, payment_id, received_on)
    select hash, id, ${receivedOn}::date
      from unnest(${payments.map(({ slip_code_hash }) => slip_code_hash)}::text[], ${ids}::uuid[])
      as new (hash, id)`.execute(transaction);
};

const addLines = async (
  transaction: DatabaseTransaction,
  { receivedOn }: Received,
  lines: readonly NewLine[],
): Promise<void> => {
  await sql`
    insert into payment_line (payment_id, line_id, received_on, service_id, bill_id, amount_fils,
      status, reason, posting_number)
    select id, line, ${receivedOn}::date, service, bill, amount, status, reason, number
      from unnest(${lines.map(({ payment_id }) => payment_id)}::uuid[],
        ${lines.map(({ line_id }) => line_id)}::integer[],
        ${lines.map(({ service_id }) => service_id)}::text[],
        ${lines.map(({ bill_id }) => bill_id)}::text[],
        ${lines.map(({ amount_fils }) => amount_fils)}::bigint[],
        ${lines.map(({ status }) => status)}::text[],
        ${lines.map(({ reason }) => reason)}::text[],
        ${lines.map(({ posting_number }) => posting_number)}::text[])
      as new (id, line, service, bill, amount, status, reason, number)`.execute(transaction);
};

const addTransfers = async (
  transaction: DatabaseTransaction,
  { kioskId, receivedOn, atMs }: Received,
  transfers: readonly NewTransfer[],
): Promise<void> => {
  await sql`
    insert into ledger_transfer (payment_id, line_id, kind, received_on, paid_on, kiosk_id,
      service_id, channel, debit_account, credit_account, amount_fils, recorded_at_ms)
    select id, line, new.kind, ${receivedOn}::date, paid_on, kiosk.kiosk_id, service,
        kiosk.channel, debit, credit, amount, ${atMs}::bigint
      from unnest(${transfers.map(({ payment_id }) => payment_id)}::uuid[],
        ${transfers.map(({ line_id }) => line_id)}::integer[],
        ${transfers.map(({ kind }) => kind)}::text[],
        ${transfers.map(({ paid_on }) => paid_on)}::date[],
        ${transfers.map(({ service_id }) => service_id)}::text[],
        ${transfers.map(({ debit_account }) => debit_account)}::text[],
        ${transfers.map(({ credit_account }) => credit_account)}::text[],
        ${transfers.map(({ amount_fils }) => amount_fils)}::bigint[])
      as new (id, line, kind, paid_on, service, debit, credit, amount)
      join kiosk on kiosk.kiosk_id = ${kioskId}`.execute(transaction);
};
