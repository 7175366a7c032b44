/** Times in whole milliseconds since 1970 by central's own clock. */
export interface EnrolmentTables {
  /** The latest invitation of each kiosk and what became of it. */
  kiosk_enrolment: {
    kiosk_id: string;
    state: 'invited' | 'waiting' | 'approved' | 'refused';
    /** Of the kiosk's id and the one-time code. */
    code_sha256: Uint8Array;
    /** Wrong codes tried for this kiosk since it was invited. */
    wrong: number;
    invited_by: string;
    invited_at_ms: number;
    expires_at_ms: number;
    /** The key that came with the right code: base64url, 32 bytes. */
    public_key: string | null;
    offered_at_ms: number | null;
  };
  /** What came from a revoked kiosk, or under a revoked key: kept, and posted to no bill. */
  quarantined_payment: {
    kiosk_id: string;
    payment_id: string;
    document: string;
    key_id: string;
    signature: string;
    total_fils: number;
    received_at_ms: number;
    /** The first of two operators who want it posted, and the second. */
    wished_by: string | null;
    released_by: string | null;
    released_at_ms: number | null;
  };
}
