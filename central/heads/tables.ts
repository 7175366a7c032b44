/** Rows never change; the highest generation and number is where the kiosk's journal stands. */
export interface HeadTables {
  kiosk_head: {
    kiosk_id: string;
    generation: number;
    seq: number;
    hash: string;
    at_ms: number;
    exposure_fils: number;
    exposure_count: number;
    received_at_ms: number;
  };
}
