import { sql } from 'kysely';
import type { PaymentLine } from '../../contract/payment.ts';
import { recordAudit } from '../audit/record.ts';
import { bahrainDay } from '../database/day.ts';
import type { DatabaseTransaction } from '../database/schema.ts';
import { recordTransfers } from '../ledger/transfers.ts';
import type { NewPayment } from './submission.ts';

/**
 * Writes down new payments of one kiosk: documents, answers, lines, transfers, slip codes, audit. One
 * statement a table, one array a column: a batch of any size has the same few parameters.
 */
export const storePayments = async (
  transaction: DatabaseTransaction,
  payments: readonly NewPayment[],
  nowMs: number,
): Promise<void> => {
  const ids = payments.map(({ document }) => document.paymentId);
  const kioskId = payments[0]?.document.kioskId ?? '';
  await sql`
    insert into payment_outcome (payment_id, outcome)
    select * from unnest(${ids}::uuid[], ${payments.map(({ text }) => text)}::text[])`.execute(
    transaction,
  );
  await sql`
    insert into payment (payment_id, received_on, kiosk_id, document, key_id, signature, total_fils,
      recorded_at_ms)
    select id, ${bahrainDay(nowMs)}::date, ${kioskId}, document, key_id, signature, total,
        ${nowMs}::bigint
      from unnest(${ids}::uuid[],
        ${payments.map(({ signed }) => signed.document)}::text[],
        ${payments.map(({ signed }) => signed.keyId)}::text[],
        ${payments.map(({ signed }) => signed.signature)}::text[],
        ${payments.map(({ document }) => document.totalFils)}::bigint[])
      as new (id, document, key_id, signature, total)`.execute(transaction);
  await sql`
    insert into slip_code (slip_code_hash, payment_id, received_on)
    select hash, id, ${bahrainDay(nowMs)}::date
      from unnest(${payments.map(({ document }) => document.slipCodeHash)}::text[], ${ids}::uuid[])
      as new (hash, id)`.execute(transaction);
  await storeLines(transaction, payments, nowMs);
  await releaseHolds(transaction, payments, kioskId);
  await recordAudit(
    transaction,
    ids.map((subject) => ({ subject, actor: kioskId, action: 'paymentRecorded' })),
    nowMs,
  );
};

type SettledLine = PaymentLine & {
  readonly paymentId: string;
  readonly paidMs: number;
  readonly status: 'posted' | 'refused';
  readonly reason: string | null;
  readonly postingNumber: string | null;
};

const linesOf = ({ document, outcome }: NewPayment): readonly SettledLine[] =>
  document.lines.map((line, index) => {
    const result = outcome[index];
    if (result === undefined) throw new Error('a line has no outcome');
    return {
      ...line,
      paymentId: document.paymentId,
      paidMs: Date.parse(document.authorisedAt),
      status: result.status,
      reason: result.status === 'refused' ? result.reason : null,
      postingNumber: result.status === 'posted' ? result.postingNumber : null,
    };
  });

const storeLines = async (
  transaction: DatabaseTransaction,
  payments: readonly NewPayment[],
  nowMs: number,
): Promise<void> => {
  const lines = payments.flatMap(linesOf);
  await sql`
    insert into payment_line (payment_id, line_id, received_on, service_id, bill_id, amount_fils,
      status, reason, posting_number)
    select id, line, ${bahrainDay(nowMs)}::date, service, bill, amount, status, reason, number
      from unnest(${lines.map(({ paymentId }) => paymentId)}::uuid[],
        ${lines.map(({ lineId }) => lineId)}::integer[],
        ${lines.map(({ serviceId }) => serviceId)}::text[],
        ${lines.map(({ billId }) => billId)}::text[],
        ${lines.map(({ amountFils }) => amountFils)}::bigint[],
        ${lines.map(({ status }) => status)}::text[],
        ${lines.map(({ reason }) => reason)}::text[],
        ${lines.map(({ postingNumber }) => postingNumber)}::text[])
      as new (id, line, service, bill, amount, status, reason, number)`.execute(transaction);
  await recordTransfers(
    transaction,
    payments[0]?.document.kioskId ?? '',
    lines.map((line) => ({ ...line, kind: line.status })),
    nowMs,
  );
};

/** By bill, as holds are found; a hold on a bill that was not paid after all runs out. */
const releaseHolds = async (
  transaction: DatabaseTransaction,
  payments: readonly NewPayment[],
  kioskId: string,
): Promise<void> => {
  const bills = payments.flatMap(({ document }) => document.lines.map(({ billId }) => billId));
  await sql`
    delete from bill_hold
      where bill_id = any(${bills}::text[]) and kiosk_id = ${kioskId}
        and payment_id = any(${payments.map(({ document }) => document.paymentId)}::uuid[])`.execute(
    transaction,
  );
};
