import type { SuggestionKind } from '../../contract/tawasul.ts';

/** Times in whole milliseconds since 1970; days in Bahrain, `YYYY-MM-DD`. */
export interface SuggestionTables {
  /** What a citizen wrote, and what became of it. Its history is in `audit`. */
  suggestion: {
    suggestion_id: string;
    tracking_number: string;
    kiosk_id: string;
    kind: SuggestionKind;
    ministry_id: string;
    /** Personal, as the phone is: shown to whoever answers, told to no kiosk again. */
    text: string;
    phone: string | null;
    language: 'ar' | 'en';
    content_sha256: Uint8Array;
    written_at_ms: number;
    received_at_ms: number;
    due_on: string;
    state: 'open' | 'answered' | 'closed';
    answer: string | null;
    answered_at_ms: number | null;
    answered_by: string | null;
    closed_at_ms: number | null;
    closed_by: string | null;
    closed_because: string | null;
  };
}
