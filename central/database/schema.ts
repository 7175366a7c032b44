import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';

/** Times are whole milliseconds since 1970 by central's own clock; money is whole fils. */
export interface CentralTables {
  /** A kiosk and the Ed25519 public key (base64url, 32 bytes) it signs requests with now. */
  kiosk: { kiosk_id: string; public_key: string; enrolled_at_ms: number };
  /** Every key a kiosk ever had: a document that waited offline may carry an older one's signature. */
  kiosk_key: { kiosk_id: string; key_id: string; public_key: string };
  /** Every request nonce that could still pass the age check. */
  request_nonce: { kiosk_id: string; nonce: string; stale_at_ms: number };
  /** Who pays under a reference, masked. */
  account: { service_id: string; reference: string; payer_name: string };
  bill: BillTable;
  bill_hold: {
    bill_id: string;
    payment_id: string;
    kiosk_id: string;
    fence: number;
    expires_at_ms: number;
  };
  /** The registry of payment ids. Rows never change. */
  payment: {
    payment_id: string;
    kiosk_id: string;
    document: string;
    signature: string;
    total_fils: number;
    slip_code_hash: string;
    recorded_at_ms: number;
  };
  /** The answer to a payment, byte for byte. */
  payment_outcome: { payment_id: string; outcome: string };
  payment_line: {
    payment_id: string;
    line_id: number;
    service_id: string;
    bill_id: string;
    amount_fils: number;
    status: 'posted' | 'refused';
    reason: string | null;
    posting_number: string | null;
  };
  reversal: {
    payment_id: string;
    kind: 'terminal' | 'refund';
    document: string;
    signature: string;
    amount_fils: number;
    outcome: string;
    recorded_at_ms: number;
  };
  /** A transfer between two accounts: every row balances by itself. */
  ledger_transfer: {
    payment_id: string;
    line_id: number;
    kind: 'posted' | 'refused' | 'reversed' | 'refunded';
    debit_account: string;
    credit_account: string;
    amount_fils: number;
    /** Central's receiving month, `YYYY-MM`. */
    month: string;
    recorded_at_ms: number;
  };
}

interface BillTable {
  bill_id: string;
  service_id: string;
  reference: string;
  title_ar: string;
  title_en: string;
  detail_ar: string;
  detail_en: string;
  amount_fils: number;
  paid_fils: Generated<number>;
  /** `YYYY-MM-DD` */
  due_date: string;
  /** The highest fence given out for this bill. */
  fence: Generated<number>;
  /** Demonstration only: somebody pays this bill elsewhere just before our posting arrives. */
  rival_pays_first: Generated<boolean>;
}

export type Database = Kysely<CentralTables>;
export type DatabaseTransaction = Transaction<CentralTables>;
export type BillRow = Selectable<BillTable>;
export type NewBill = Insertable<BillTable>;
