import type { AgainRule } from '../../contract/catalogue.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from './fold.ts';

/** The card was or may have been charged, and the gateway has yet to say what became of each bill. */
const UNDECIDED: readonly PaymentState[] = ['authorising', 'approved', 'confirmed', 'inDoubt'];

type Known = 'free' | 'open' | 'posted';

/**
 * What the kiosk knows of one bill of a payment. A line's own outcome is final whatever becomes of the
 * rest of its payment. A quarantined payment without one may be posted or given back by the people who
 * look at it: the bill waits for them, and no longer. After their `settled` the gateway, which they
 * answered to, says whether the bill is due; blocked for ever, a bill that they left due could never
 * be paid here.
 */
const knownOf = (payment: Payment, lineId: number): Known => {
  if (payment.state === 'posted') return 'posted';
  const outcome = payment.outcomes.find((line) => line.lineId === lineId);
  if (outcome !== undefined) return outcome.status === 'posted' ? 'posted' : 'free';
  if (UNDECIDED.includes(payment.state)) return 'open';
  return payment.state === 'quarantined' && payment.decision?.verdict !== 'settled'
    ? 'open'
    : 'free';
};

/** `whileDue`: what is due was asked since, and says what is left of it. */
export type Again = AgainRule | { readonly kind: 'whileDue' };

const blocks = (payment: Payment, billId: string, again: Again, nowMs: number): boolean => {
  if (again.kind === 'after' && again.seconds === 0) return false;
  const known = payment.lines
    .filter((line) => line.billId === billId)
    .map(({ lineId }) => knownOf(payment, lineId));
  // Whatever the catalogue says of paying again: this one may still be posted.
  if (known.includes('open')) return true;
  if (!known.includes('posted')) return false;
  if (again.kind === 'whileDue') return false;
  if (again.kind === 'never') return true;
  const ageMs = nowMs - chargedAtMs(payment);
  // A payment of the future: the clock went back, and nobody knows how long ago it was.
  return ageMs < 0 || ageMs < again.seconds * 1_000;
};

const chargedAtMs = ({ approvedAtMs, intentAtMs }: Payment): number => approvedAtMs ?? intentAtMs;

/**
 * When one of these bills was paid here already (queued, in doubt, before staff, or posted and not to
 * be paid again yet), else `null`. ms since 1970; the latest where there are several.
 */
export const paidHereAt = (
  journal: Pick<Journal, 'paymentsForBill'>,
  billIds: readonly string[],
  nowMs: number,
  again: Again = { kind: 'never' },
): number | null => {
  const paid = billIds
    .flatMap((billId) =>
      journal.paymentsForBill(billId).filter((payment) => blocks(payment, billId, again, nowMs)),
    )
    .map(chargedAtMs);
  return paid.length === 0 ? null : Math.max(...paid);
};

/** The limit of one payment: the kiosk's own and each service's. */
export const amountAccepted = (
  totalFils: Fils,
  serviceLimit: Fils,
  limits: Pick<KioskConfig['limits'], 'paymentFils'>,
): boolean => totalFils > 0 && totalFils <= serviceLimit && totalFils <= limits.paymentFils;
