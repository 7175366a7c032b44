import type { MessageChannel } from '../../contract/receipt-message.ts';

/** Times in whole milliseconds since 1970. */
export interface MessageTables {
  /** A receipt to be sent. Address and code stand here only while it waits, sealed with central's own key. */
  outgoing_message: {
    message_id: string;
    kiosk_id: string;
    payment_id: string;
    /** Keyed, so that nobody finds the address by trying. */
    content_sha256: Uint8Array;
    channel: MessageChannel;
    sealed: Uint8Array | null;
    language: 'ar' | 'en';
    taken_at_ms: number;
    state: 'waiting' | 'sent' | 'givenUp';
    tries: number;
    next_at_ms: number;
    ended_at_ms: number | null;
  };
}
