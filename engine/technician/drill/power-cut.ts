import type { Journal } from '../../journal/journal.ts';
import type { Fact } from '../../journal/facts.ts';
import type { DrillCode } from '../../../contract/technician-drill.ts';
import type { Payment } from '../../payments/fold.ts';

/** Which start of the machine this is, and of the engine upon it. */
export type Start = { readonly bootId: string; readonly atMs: number };

/** The card's part of a payment: from the question to the terminal until its answer is kept. */
const CARD: readonly Fact['type'][] = ['authorising', 'terminalReference'];
const UNSETTLED: readonly Payment['state'][] = ['intent', 'authorising', 'approved', 'inDoubt'];
/** As far back as one looks for the payment that somebody made for it. */
const LATEST = 20;

/**
 * What became of a payment during which the mains were cut: armed in an earlier start of the engine, judged
 * in this one. `null`: nothing happened since.
 */
export const judgePowerCut = (
  journal: Pick<Journal, 'latest' | 'history'>,
  armed: Start,
  now: Start,
): { readonly verdict: 'passed' | 'failed' | 'cause'; readonly code: DrillCode } | null => {
  if (now.atMs <= armed.atMs) return null;
  const payment = journal
    .latest(LATEST)
    .find(({ intentAtMs }) => intentAtMs >= armed.atMs && intentAtMs < now.atMs);
  if (payment === undefined) return { verdict: 'cause', code: 'noPayment' };
  if (UNSETTLED.includes(payment.state)) return { verdict: 'cause', code: 'stillOpen' };
  if (armed.bootId === now.bootId) return { verdict: 'failed', code: 'machineStayed' };
  const history = journal.history(payment.paymentId);
  const asked = history.some(({ fact, atMs }) => CARD.includes(fact.type) && atMs < now.atMs);
  const last = history.findLast(({ fact }) =>
    ['confirmed', 'notCharged', 'declined', 'cancelled', 'inDoubt'].includes(fact.type),
  );
  const cut = asked && last !== undefined && last.atMs >= now.atMs;
  return { verdict: 'passed', code: cut ? 'settled' : 'endedBefore' };
};
