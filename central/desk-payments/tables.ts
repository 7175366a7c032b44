/** Times in whole milliseconds since 1970. */
export interface DeskPaymentTables {
  /** A recorded line that one operator wants given back, and a second one gave back. */
  desk_refund: {
    payment_id: string;
    line_id: number;
    because: string;
    wished_by: string;
    wished_at_ms: number;
    refunded_by: string | null;
    refunded_at_ms: number | null;
  };
}
