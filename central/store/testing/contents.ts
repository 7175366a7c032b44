import { sql } from 'kysely';
import type { Database } from '../../database/schema.ts';
import type { Tables } from '../model/tables.ts';

/** Everything a store holds but nonces and kiosks, in one form and order for every store. */
export type Contents = Readonly<Record<Part, readonly unknown[]>>;

/** Each part's rows as a database gives them, as JSON, in the order of that text. */
const PARTS = {
  bill: `select bill_id, paid_fils, fence, rival_pays_first from bill`,
  hold: `select bill_id, payment_id, kiosk_id, fence, expires_at_ms from bill_hold`,
  registry: `select payment_id, kiosk_id, encode(document_sha256, 'hex') as sha256, received_on
    from payment_registry`,
  outcome: `select payment_id, outcome from payment_outcome`,
  payment: `select payment_id, received_on, kiosk_id, document, key_id, signature, total_fils,
    recorded_at_ms from payment`,
  slipCode: `select slip_code_hash, payment_id from slip_code`,
  line: `select payment_id, line_id, received_on, service_id, bill_id, amount_fils, status, reason,
    posting_number from payment_line`,
  transfer: `select payment_id, line_id, kind, received_on, paid_on, kiosk_id, service_id, channel,
    debit_account, credit_account, amount_fils, recorded_at_ms from ledger_transfer`,
  reversal: `select payment_id, kind, document, signature, amount_fils, outcome, recorded_at_ms
    from reversal`,
  audit: `select subject, received_on, at_ms, actor, action, detail from audit`,
  settlementDay: `select received_on, charges, charged_fils, posted_fils, refused_fils,
    returned_fils, closed_at_ms from settlement_day`,
  settlementLine: `select received_on, service_id, channel, paid_on, kind, lines, fils
    from settlement_line`,
  quarantined: `select payment_id, document, key_id, signature, total_fils from quarantined_payment`,
} as const;
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as readonly Part[];

export const contentsOfDatabase = async (db: Database): Promise<Contents> => {
  const parts: [Part, readonly unknown[]][] = [];
  for (const part of NAMES) {
    const { rows } = await sql.raw(PARTS[part]).execute(db);
    parts.push([part, inOrder(rows)]);
  }
  return Object.fromEntries(parts) as Contents;
};

export const contentsOfModel = (tables: Readonly<Tables>): Contents => ({
  bill: inOrder(
    [...tables.bill.values()].map(({ bill_id, paid_fils, fence, rival_pays_first }) => ({
      bill_id,
      paid_fils,
      fence,
      rival_pays_first,
    })),
  ),
  hold: inOrder([...tables.hold.values()]),
  registry: inOrder(Array.from(tables.registry, ([payment_id, row]) => ({ payment_id, ...row }))),
  outcome: inOrder(
    Array.from(tables.outcome, ([payment_id, outcome]) => ({ payment_id, outcome })),
  ),
  payment: inOrder([...tables.payment.values()]),
  slipCode: inOrder(
    [...tables.slipCode].flatMap(([slip_code_hash, ids]) =>
      ids.map((payment_id) => ({ slip_code_hash, payment_id })),
    ),
  ),
  line: inOrder([...tables.line.values()].flat()),
  transfer: inOrder([...tables.transfer.values()]),
  reversal: inOrder([...tables.reversal.values()]),
  audit: inOrder(tables.audit),
  settlementDay: inOrder([...tables.settlementDay.values()]),
  settlementLine: inOrder(tables.settlementLine),
  quarantined: inOrder([...tables.quarantined.values()]),
});

const inOrder = (rows: readonly unknown[]): readonly unknown[] =>
  rows
    .map((row) =>
      Object.fromEntries(Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1))),
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
