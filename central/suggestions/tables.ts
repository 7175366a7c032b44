import type { Generated } from 'kysely';
import type { SuggestionEvent } from '../../contract/console-suggestions.ts';
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
    /** Grows with every act but a note: whoever acts on an older one is told so. */
    version: Generated<number>;
    /** Whoever took it on, as colleagues call them. */
    assignee: string | null;
    /** Since when what was written and the phone are gone. */
    blanked_at_ms: number | null;
  };
  suggestion_event: {
    id: Generated<number>;
    suggestion_id: string;
    at_ms: number;
    what: SuggestionEvent['what'];
    by_name: string | null;
    /** A note, a reason or an answer. */
    text: string | null;
    /** To which it was handed over. */
    ministry_id: string | null;
  };
  /** An answer to be told by text message; the phone stands with the message alone. */
  suggestion_notice: {
    notice_id: string;
    suggestion_id: string;
    answered_at_ms: number;
    state: 'waiting' | 'sent' | 'givenUp';
    tries: Generated<number>;
    next_at_ms: number;
  };
}
