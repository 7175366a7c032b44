import type { MessageChannel } from '../../contract/receipt-message.ts';

/** Times in whole milliseconds since 1970. */
export interface ReminderTables {
  /** Somebody wants to be told before the next due date. Deleted when it ends. */
  due_reminder: {
    reminder_id: string;
    service_id: string;
    channel: MessageChannel;
    language: 'ar' | 'en';
    /** Reference and address, sealed with central's own key. */
    sealed: Uint8Array;
    /** A keyed hash of what is sealed: who asks twice is reminded once. */
    same_sha256: Uint8Array;
    /** Of the code that ends it. */
    stop_sha256: Uint8Array;
    /** Bills due up to this day, `YYYY-MM-DD`, were told of. */
    told_until: string | null;
    next_check_ms: number;
    ends_at_ms: number;
  };
}
