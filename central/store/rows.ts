import type { Selectable } from 'kysely';
import type { BillRow, CentralTables, Day } from '../database/schema.ts';

/** The rows that pass through the store port: the tables of `database/schema.ts`, to the letter. */
type Row<T extends keyof CentralTables> = Readonly<Selectable<CentralTables[T]>>;

export type { BillRow, Day };
export type KioskRow = Row<'kiosk'>;
export type HoldRow = Row<'bill_hold'>;
export type PaymentRow = Row<'payment'>;
export type LineRow = Row<'payment_line'>;
export type TransferRow = Row<'ledger_transfer'>;
export type ReversalRow = Row<'reversal'>;
export type AuditRow = Row<'audit'>;
export type SettlementDayRow = Row<'settlement_day'>;
export type SettlementLineRow = Row<'settlement_line'>;

/** One kiosk's request as central received it: the same for every row that it writes. */
export type Received = {
  readonly kioskId: string;
  /** Bahrain's day of `atMs`. */
  readonly receivedOn: Day;
  /** By central's own clock, ms since 1970. */
  readonly atMs: number;
};

/** A payment's id as a document claims it. */
export type Claim = {
  readonly paymentId: string;
  /** Of the signed text, hex. */
  readonly sha256: string;
};

/** What an id was taken by, and the answer byte for byte. */
export type Answered = { readonly sha256: string; readonly text: string };

/** A payment's document with its answer and the hash of the slip code that opens it. */
export type NewPayment = Pick<
  PaymentRow,
  'payment_id' | 'document' | 'key_id' | 'signature' | 'total_fils'
> & { readonly outcome: string; readonly slip_code_hash: string };
export type NewLine = Omit<LineRow, 'received_on'>;
/** The channel is the kiosk's and known to the store. */
export type NewTransfer = Pick<
  TransferRow,
  | 'payment_id'
  | 'line_id'
  | 'kind'
  | 'paid_on'
  | 'service_id'
  | 'debit_account'
  | 'credit_account'
  | 'amount_fils'
>;

export type PaidPayment = {
  readonly document: string;
  /** In the order of their numbers. */
  readonly lines: readonly LineRow[];
};

/** What a kiosk proves itself with. */
export type KioskKeys = {
  /** Raw Ed25519 keys, base64url: its own, and the one it is changing to. */
  readonly publicKeys: readonly string[];
  readonly revoked: boolean;
};

export type DocumentKey = { readonly publicKey: string; readonly revoked: boolean };

export type LockedKiosk = KioskKeys & {
  /** Of every key it ever had. */
  readonly keyIds: readonly string[];
};

export type QuarantinedPayment = Pick<
  Row<'quarantined_payment'>,
  'payment_id' | 'document' | 'key_id' | 'signature' | 'total_fils'
>;

export type EnrolledKiosk = {
  readonly kioskId: string;
  /** Raw Ed25519 key, base64url, and its name in signed documents. */
  readonly publicKey: string;
  readonly keyId: string;
  readonly channel: string | undefined;
};
