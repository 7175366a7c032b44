import type { AgainRule } from '../../contract/catalogue.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from './fold.ts';

/** States in which a card was or may have been charged for a bill. */
const CHARGED: readonly PaymentState[] = [
  'authorising',
  'approved',
  'confirmed',
  'inDoubt',
  'posted',
  'quarantined',
];

/** These may still be posted whatever the catalogue says of paying again. */
const UNDECIDED: readonly PaymentState[] = CHARGED.filter((state) => state !== 'posted');

const blocks = (payment: Payment, again: AgainRule, nowMs: number): boolean => {
  if (again.kind === 'after' && again.seconds === 0) return false;
  if (UNDECIDED.includes(payment.state)) return true;
  if (payment.state !== 'posted') return false;
  if (again.kind === 'never') return true;
  const ageMs = nowMs - chargedAtMs(payment);
  // A payment of the future: the clock went back, and nobody knows how long ago it was.
  return ageMs < 0 || ageMs < again.seconds * 1_000;
};

const chargedAtMs = ({ approvedAtMs, intentAtMs }: Payment): number => approvedAtMs ?? intentAtMs;

/**
 * When one of these bills was paid here already (queued, in doubt, or posted and not to be paid again
 * yet), else `null`. ms since 1970; the latest where there are several.
 */
export const paidHereAt = (
  journal: Pick<Journal, 'paymentsForBill'>,
  billIds: readonly string[],
  nowMs: number,
  again: AgainRule = { kind: 'never' },
): number | null => {
  const paid = billIds
    .flatMap((billId) => journal.paymentsForBill(billId))
    .filter((payment) => blocks(payment, again, nowMs))
    .map(chargedAtMs);
  return paid.length === 0 ? null : Math.max(...paid);
};

/** The limit of one payment: the kiosk's own and each service's. */
export const amountAccepted = (
  totalFils: Fils,
  serviceLimit: Fils,
  limits: Pick<KioskConfig['limits'], 'paymentFils'>,
): boolean => totalFils > 0 && totalFils <= serviceLimit && totalFils <= limits.paymentFils;
