import type { Generated } from 'kysely';
import type { Signal } from '../../contract/otlp.ts';

/** Times in whole milliseconds since 1970. */
export interface HealthTables {
  /** A line of a kiosk's log. `at_ms` is when it happened as far as the kiosk's clock can be believed. */
  health_log: {
    at_ms: number;
    id: Generated<number>;
    kiosk_id: string;
    /** OTLP's severity number: 5 debug, 9 info, 13 warning, 17 error. */
    level: number;
    event: string;
    payment_id: string | null;
    device: string | null;
    attributes: unknown;
    words: string;
    received_ms: number;
    /** What the kiosk said where it was not believed. */
    said_at_ms: number | null;
    /** The transaction that stored it: the order in which lines became visible. */
    tx: Generated<string>;
  };
  health_span: {
    start_ms: number;
    payment_id: string;
    span_id: string;
    parent_id: string | null;
    kiosk_id: string;
    name: string;
    end_ms: number;
    failed: boolean;
    outcome: string | null;
  };
  /** The latest value only. */
  health_metric: {
    kiosk_id: string;
    name: string;
    /** Empty where it is of the whole kiosk. */
    device: string;
    value: number;
    at_ms: number;
    received_ms: number;
  };
  /** The last batch stored of each of a kiosk's buffers: an older number is a repeat. */
  health_batch: {
    kiosk_id: string;
    buffer: string;
    signal: Signal;
    batch: number;
    received_ms: number;
  };
  /** Batches that a collector has not taken yet. */
  health_forward: {
    id: Generated<number>;
    signal: Signal;
    body: string;
    claimed_until_ms: Generated<number>;
  };
}
