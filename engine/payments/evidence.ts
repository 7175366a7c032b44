import type { Clock } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { Evidence } from '../../contract/reconciliation.ts';
import type { Baseline, Fact } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import { baselineOf } from './last-transaction.ts';
import type { Occurrence, Payment } from './fold.ts';

/** A terminal that has not answered for a payment so long is no longer waited for alone. */
export const ASK_PEOPLE_MS = 15 * 60_000;
const MOST_REPLIES = 100;

const ASKABLE: readonly PaymentState[] = ['inDoubt', 'reversing', 'quarantined'];

type Remembered = NonNullable<Evidence['before']>;

const remembered = (baseline: Baseline | null): Remembered | null => {
  if (baseline?.kind !== 'transaction') return null;
  const { trace, receiptNumber, terminalId, terminalDate, terminalTime, amountFils } = baseline;
  return { trace, receiptNumber, terminalId, terminalDate, terminalTime, amountFils };
};

/** Why a payment stands in quarantine; `null` where it does not. */
export const quarantineOf = (
  history: readonly Occurrence[],
): Extract<Fact, { type: 'quarantined' }> | null => {
  const fact = history.findLast(({ fact: each }) => each.type === 'quarantined')?.fact;
  return fact?.type === 'quarantined' ? fact : null;
};

/** What people are asked about a payment now; `over`: nothing, or nothing any more. */
export const questionOf = (
  payment: Payment,
  history: readonly Occurrence[],
  /** `asked`: people were asked about it before, whatever the wall clock says now. */
  { nowMs, asked }: { readonly nowMs: number; readonly asked: boolean },
): Evidence['question'] => {
  const waited = asked || Math.abs(nowMs - payment.stateAtMs) >= ASK_PEOPLE_MS;
  switch (payment.state) {
    case 'inDoubt':
      return waited || payment.unclear !== undefined ? 'charged' : 'over';
    case 'reversing':
      // Said once and for good: from then on no new reversal is sent (`money-back.ts`).
      return payment.peopleAsked === true ? 'reversed' : 'over';
    case 'quarantined':
      if (payment.decision?.verdict === 'settled') return 'over';
      return quarantineOf(history)?.reason === 'reversalUnclear' ? 'reversed' : 'settled';
    default:
      return 'over';
  }
};

const whyOf = (history: readonly Occurrence[]): string | null => {
  const quarantine = quarantineOf(history);
  if (quarantine !== null) return `${quarantine.reason}: ${quarantine.detail}`;
  const doubt = history.findLast(({ fact }) => fact.type === 'inDoubt')?.fact;
  return doubt?.type === 'inDoubt' ? doubt.reason : null;
};

/** What the journal holds of a payment that people must judge: never anything of the person or the card. */
export const evidenceOf = (
  payment: Payment,
  history: readonly Occurrence[],
  {
    kioskId,
    ...when
  }: { readonly kioskId: string; readonly nowMs: number; readonly asked: boolean },
): Evidence => {
  const replies = history.flatMap(({ fact }) =>
    fact.type === 'terminalReply' ? [{ kind: fact.kind, code: fact.code }] : [],
  );
  const { authorisation, unclear } = payment;
  const seen = remembered(unclear?.seen ?? null);
  return {
    v: 1,
    kioskId,
    paymentId: payment.paymentId,
    question: questionOf(payment, history, when),
    state: payment.state,
    since: new Date(payment.stateAtMs).toISOString(),
    amountFils: payment.totalFils,
    lines: payment.lines.map(({ serviceId, amountFils }) => ({ serviceId, amountFils })),
    before: remembered(payment.baseline),
    beforeReversal: remembered(payment.reversalBaseline),
    approved:
      authorisation === null
        ? null
        : remembered(baselineOf({ authorisation, resultCode: 0, originalTrace: null })),
    seen:
      seen === null
        ? null
        : {
            ...seen,
            resultCode: unclear?.resultCode ?? 0,
            originalTrace: unclear?.originalTrace ?? null,
          },
    terminalAnswered: unclear !== undefined,
    replies: replies.slice(-MOST_REPLIES),
    why: whyOf(history),
  };
};

/** Every payment that people are asked about now, and those asked about before that are over. */
export const allEvidence = (
  { journal, clock, kioskId }: { journal: Journal; clock: Clock; kioskId: string },
  toldBefore: readonly PaymentId[],
): readonly Evidence[] => {
  const nowMs = clock.wallMs();
  const now = journal.inStates(ASKABLE);
  const ids = new Set(now.map(({ paymentId }) => paymentId));
  const before = toldBefore.filter((id) => !ids.has(id)).flatMap((id) => journal.payment(id) ?? []);
  return [...now, ...before]
    .map((payment) => {
      const asked = toldBefore.includes(payment.paymentId);
      return evidenceOf(payment, journal.history(payment.paymentId), { kioskId, nowMs, asked });
    })
    .filter(({ question, paymentId }) => question !== 'over' || toldBefore.includes(paymentId));
};
