import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { CaseTables } from '../cases/tables.ts';
import type { ConsoleTables } from '../console/tables.ts';
import type { DeskPaymentTables } from '../desk-payments/tables.ts';
import type { HolderTables } from '../ekey/tables.ts';
import type { EnrolmentTables } from '../enrolment/tables.ts';
import type { FleetTables } from '../fleet/tables.ts';
import type { HeadTables } from '../heads/tables.ts';
import type { MessageTables } from '../messages/tables.ts';
import type { ReminderTables } from '../reminders/tables.ts';
import type { RemoteTables } from '../remote/tables.ts';
import type { SuggestionTables } from '../suggestions/tables.ts';
import type { HealthTables } from '../telemetry/tables.ts';

/** Times are whole milliseconds since 1970 by central's own clock; money is whole fils. */
export interface CentralTables
  extends
    CaseTables,
    EnrolmentTables,
    ConsoleTables,
    DeskPaymentTables,
    FleetTables,
    HeadTables,
    HealthTables,
    HolderTables,
    MessageTables,
    ReminderTables,
    RemoteTables,
    SuggestionTables {
  /** A kiosk, the Ed25519 public key (base64url, 32 bytes) it signs requests with now, its channel. */
  kiosk: {
    kiosk_id: string;
    public_key: string;
    enrolled_at_ms: number;
    /** For the statistics, e.g. `kiosk`, `counter`. */
    channel: Generated<string>;
    /** Offered by the kiosk in place of its key: until it says that it uses it, both sign requests. */
    next_public_key: string | null;
    revoked_at_ms: number | null;
    /** Since when an operator wants it to make itself a new key. */
    rotation_wished_at_ms: number | null;
  };
  /** Every key a kiosk ever had: a document that waited offline may carry an older one's signature. */
  kiosk_key: {
    kiosk_id: string;
    key_id: string;
    public_key: string;
    from_ms: number | null;
    replaced_at_ms: number | null;
    revoked_at_ms: number | null;
  };
  /** Every request nonce that could still pass the age check. */
  request_nonce: { kiosk_id: string; nonce: string; stale_at_ms: number };
  /** Who pays under a reference, masked. */
  account: {
    service_id: string;
    reference: string;
    payer_name: string;
    payer_name_ar: string;
  };
  bill: BillTable;
  bill_hold: {
    bill_id: string;
    payment_id: string;
    kiosk_id: string;
    fence: number;
    expires_at_ms: number;
  };
  /** Every payment id there ever was, unpartitioned: here a payment is recorded once for ever. */
  payment_registry: {
    payment_id: string;
    kiosk_id: string;
    document_sha256: Uint8Array;
    received_on: Day;
  };
  /** The answer to a payment, byte for byte. */
  payment_outcome: { payment_id: string; outcome: string };
  /** Which payments a slip code opens. */
  slip_code: { slip_code_hash: string; payment_id: string; received_on: Day };
  /** Wrong digits tried for the number that ends so, until `ends_at_ms`. */
  receipt_guess: { id_end: string; wrong: number; ends_at_ms: number };
  /** What the kiosk signed. Rows never change. */
  payment: {
    payment_id: string;
    received_on: Day;
    kiosk_id: string;
    document: string;
    /** `null` in what was recorded before it was kept. */
    key_id: string | null;
    signature: string;
    total_fils: number;
    recorded_at_ms: number;
  };
  payment_line: {
    payment_id: string;
    line_id: number;
    received_on: Day;
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
    kind: MovementKind;
    received_on: Day;
    /** The day of the card's authorisation as the kiosk says, but never after `received_on`. */
    paid_on: Day;
    kiosk_id: string;
    service_id: string;
    channel: string;
    debit_account: string;
    credit_account: string;
    amount_fils: number;
    recorded_at_ms: number;
  };
  /** Who changed what, written in the transaction that changed it. Nothing personal. */
  audit: {
    /** The payment's id, or an id made of another thing's name. */
    subject: string;
    received_on: Day;
    at_ms: number;
    actor: string;
    action: string;
    detail: string | null;
  };
  /** A day whose books are closed, and its sums over all services. */
  settlement_day: {
    received_on: Day;
    charges: number;
    charged_fils: number;
    posted_fils: number;
    refused_fils: number;
    returned_fils: number;
    closed_at_ms: number;
  };
  settlement_line: {
    received_on: Day;
    service_id: string;
    channel: string;
    paid_on: Day;
    kind: MovementKind;
    lines: number;
    fils: number;
  };
}

/** A calendar day in Bahrain, `YYYY-MM-DD`; `received_on` is by central's own clock. */
export type Day = string;
export type MovementKind = 'posted' | 'refused' | 'reversed' | 'refunded';

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
