/** How much of what a kiosk may hold it holds: charged, and not yet answered for by the gateway. Pure. */
import type { OfflineCaps } from '../../contract/catalogue.ts';
import type { KioskConfig } from '../../contract/config.ts';

export type Limits = Pick<
  KioskConfig['limits'],
  'paymentFils' | 'storedFils' | 'storedPayments' | 'oldestHours'
>;

/** What is stored, from the outbox. */
export type Stored = {
  readonly fils: number;
  readonly count: number;
  /** ms since 1970. */
  readonly oldestAtMs: number | null;
};

export type Cap = 'fils' | 'count' | 'age';
/** None of the caps is half used; half; most; all. */
export type ExposureLevel = 0 | 50 | 80 | 100;

export type ExposureMeter = Stored & {
  readonly oldestAgeMs: number;
  /** Until the oldest must be posted or is for staff; below 0 when that is past. `null`: nothing stored. */
  readonly deadlineMs: number | null;
  /** Of each cap, 1 = all. */
  readonly used: Readonly<Record<Cap, number>>;
  readonly nearest: Cap;
  readonly level: ExposureLevel;
};

const HOUR_MS = 3_600_000;

const levelOf = (used: number): ExposureLevel =>
  used >= 1 ? 100 : used >= 0.8 ? 80 : used >= 0.5 ? 50 : 0;

/** `nowMs` is the wall clock, but never below its floor: a clock set back does not make payments young. */
export const measure = (stored: Stored, limits: Limits, nowMs: number): ExposureMeter => {
  const mostAgeMs = limits.oldestHours * HOUR_MS;
  const oldestAgeMs = stored.oldestAtMs === null ? 0 : Math.max(0, nowMs - stored.oldestAtMs);
  const used = {
    fils: stored.fils / limits.storedFils,
    count: stored.count / limits.storedPayments,
    age: oldestAgeMs / mostAgeMs,
  };
  const caps: readonly Cap[] = ['fils', 'count', 'age'];
  const nearest = caps.reduce((a, b) => (used[b] > used[a] ? b : a));
  return {
    ...stored,
    oldestAgeMs,
    deadlineMs: stored.oldestAtMs === null ? null : mostAgeMs - oldestAgeMs,
    used,
    nearest,
    level: levelOf(used[nearest]),
  };
};

/** What of one service is stored. */
export type StoredOfService = { readonly fils: number; readonly count: number };
const NOTHING: StoredOfService = { fils: 0, count: 0 };

/** The largest further payment that no cap forbids, in fils; 0: none at all. */
export const roomFor = (
  meter: ExposureMeter,
  limits: Limits,
  caps: OfflineCaps = {},
  ofService: StoredOfService = NOTHING,
): number => {
  const full =
    meter.used.age >= 1 ||
    meter.count >= limits.storedPayments ||
    ofService.count >= (caps.storedPayments ?? Infinity);
  if (full) return 0;
  return Math.max(
    0,
    Math.min(
      limits.paymentFils,
      caps.paymentFils ?? Infinity,
      limits.storedFils - meter.fils,
      (caps.storedFils ?? Infinity) - ofService.fils,
    ),
  );
};
