import type { Generated } from 'kysely';
import type { AlertRule } from '../../contract/console.ts';
import type { StatusReport } from '../../contract/status-report.ts';

/** Times in whole milliseconds since 1970, by central's own clock as far as it can be told. */
export interface FleetTables {
  /** The latest word of each kiosk. */
  fleet_status: {
    kiosk_id: string;
    run: string;
    number: number;
    /** The last of its changes that is in `fleet_change`. */
    change: number;
    received_ms: number;
    /** Ahead of our clock; behind it where negative. */
    skew_ms: number;
    version: string;
    report: StatusReport;
  };
  /** What became otherwise at a kiosk, and when. */
  fleet_change: {
    id: Generated<number>;
    kiosk_id: string;
    at_ms: number;
    subject: string;
    state: string;
    received_ms: number;
  };
  /** Something that should not be so. A person may close it while it still is; then it stays quiet. */
  fleet_alert: {
    alert_id: string;
    kiosk_id: string;
    rule: AlertRule;
    /** How much of it there was when it was noticed, in the rule's unit. */
    measure: number | null;
    since_ms: number;
    opened_ms: number;
    acknowledged_ms: number | null;
    acknowledged_by: string | null;
    closed_ms: number | null;
    /** `null`: it passed by itself. */
    closed_by: string | null;
    /** When it was no longer so. */
    ended_ms: number | null;
  };
  fleet_alert_note: {
    id: Generated<number>;
    alert_id: string;
    at_ms: number;
    by_name: string;
    text: string;
  };
  /** To whom an alert's begin or end is told; each once. */
  fleet_notice: {
    notice_id: string;
    alert_id: string;
    about: 'opened' | 'closed';
    channel: 'email' | 'webhook';
    target: string;
    state: Generated<'waiting' | 'sent' | 'refused'>;
    tries: Generated<number>;
    next_try_ms: number;
    sent_ms: Generated<number | null>;
  };
}
