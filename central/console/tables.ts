import type { Role } from '../../contract/console.ts';

/** Times in whole milliseconds since 1970. What a browser holds stands here only as its SHA-256. */
export interface ConsoleTables {
  /** A sign-in that somebody began and has not come back from. */
  console_sign_in: {
    browser_sha256: Uint8Array;
    state: string;
    verifier: string;
    nonce: string;
    return_to: string;
    ends_at_ms: number;
  };
  console_session: {
    id_sha256: Uint8Array;
    /** Who it is, by the issuer's own name for them. */
    subject: string;
    name: string;
    role: Role;
    /** JSON list of those for whose messages they answer; `null`: all. */
    ministries: string | null;
    seen_at_ms: number;
    /** However busy, here it ends. */
    ends_at_ms: number;
  };
}
