import type { KioskConfig } from '../../contract/config.ts';
import type { Clock } from '../../contract/clock.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { Journal } from '../journal/journal.ts';

/** States in which a card was or may have been charged for a bill. */
const CHARGED: readonly PaymentState[] = [
  'authorising',
  'approved',
  'confirmed',
  'inDoubt',
  'posted',
  'quarantined',
];

/** How many of the kiosk's recent payments are looked through for the same bill. */
const RECENT = 2_000;

/** When one of these bills was paid here already (queued, in doubt or posted), else `null`. ms since 1970. */
export const paidHereAt = (journal: Journal, billIds: readonly string[]): number | null => {
  const found = journal
    .latest(RECENT)
    .find((p) => CHARGED.includes(p.state) && p.lines.some((l) => billIds.includes(l.billId)));
  return found === undefined ? null : (found.approvedAtMs ?? found.intentAtMs);
};

/** True when one more payment of `totalFils` would break a cap on what is stored and not yet sent. */
export const aboveCaps = (
  journal: Journal,
  totalFils: number,
  limits: KioskConfig['limits'],
  clock: Clock,
): boolean => {
  const exposure = journal.outbox.exposure();
  const oldestHours =
    exposure.oldestAtMs === null ? 0 : (clock.wallMs() - exposure.oldestAtMs) / 3_600_000;
  return (
    exposure.fils + totalFils > limits.storedFils ||
    exposure.count + 1 > limits.storedPayments ||
    oldestHours >= limits.oldestHours
  );
};

/** The limit of one payment: the kiosk's own and each service's. */
export const amountAccepted = (
  totalFils: Fils,
  serviceLimit: Fils,
  limits: KioskConfig['limits'],
): boolean => totalFils > 0 && totalFils <= serviceLimit && totalFils <= limits.paymentFils;
