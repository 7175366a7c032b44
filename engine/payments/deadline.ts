import type { Payment } from './fold.ts';

/**
 * By when a queued payment is posted or taken up by staff: a moment (ms since 1970) where its date can
 * be relied on, else the hours from the payment.
 */
export type Deadline =
  | { readonly untilMs: number; readonly hours: null }
  | { readonly untilMs: null; readonly hours: number };

const HOUR_MS = 3_600_000;

export const deadlineOf = (
  { approvedAtMs, intentAtMs, clockQuality }: Payment,
  oldestHours: number,
): Deadline =>
  clockQuality === 'synchronised'
    ? { untilMs: (approvedAtMs ?? intentAtMs) + oldestHours * HOUR_MS, hours: null }
    : { untilMs: null, hours: oldestHours };
