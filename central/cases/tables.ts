import type { Generated } from 'kysely';
import type { CaseKind } from './kinds.ts';

/** A day in Bahrain, `YYYY-MM-DD`; times in whole milliseconds since 1970; money in whole fils. */
export interface CaseTables {
  /** Something that does not agree, until it does or a person says why. Its history is in `audit`. */
  case_file: {
    case_id: string;
    kind: CaseKind;
    /** What it is about; with its kind its name. */
    subject: string;
    status: 'open' | 'acknowledged' | 'closed';
    owner: string;
    /** The reconciled day that found it, and may find it gone. */
    day: string | null;
    kiosk_id: string | null;
    payment_id: string | null;
    opened_at_ms: number;
    /** JSON. Nothing personal. */
    evidence: string;
    closed_at_ms: number | null;
    closed_by: string | null;
    closed_because: string | null;
  };
  /** A kiosk's day reports as they came (`DayReport`). */
  kiosk_day: {
    kiosk_id: string;
    number: number;
    closed_at_ms: number;
    received_at_ms: number;
    document: string;
  };
  settlement_file: { day: string; sha256: Uint8Array; lines: number; imported_at_ms: number };
  /** A line of the acquirer's settlement file. */
  acquirer_transaction: {
    day: string;
    line: number;
    terminal_id: string;
    trace: string;
    receipt: string;
    kind: 'payment' | 'reversal';
    amount_fils: number;
    time: string;
    authorisation_code: string;
    scheme: string;
    original_trace: string | null;
  };
  /** Who may decide, with the Ed25519 public key (base64url, 32 bytes) of each. */
  operator: { name: string; public_key: string; enrolled_at_ms: number };
  /** What one operator decided of a case, signed; used when a command was made of two of them. */
  decision: {
    decision_id: Generated<number>;
    case_id: string;
    operator: string;
    verdict: string;
    transaction: string | null;
    because: string;
    /** `null`: decided at a desk, by whoever was signed in there. */
    signature: string | null;
    decided_at_ms: number;
    command_id: string | null;
  };
  kiosk_command: {
    command_id: string;
    case_id: string;
    kiosk_id: string;
    payment_id: string;
    command: string;
    key_id: string;
    signature: string;
    issued_at_ms: number;
    expires_at_ms: number;
    status: 'open' | 'applied' | 'refused' | 'withdrawn';
    answer: string | null;
    answered_at_ms: number | null;
  };
}
