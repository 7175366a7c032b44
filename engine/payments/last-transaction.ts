import type { Authorisation } from '../../contract/payment.ts';
import type { LastTransaction } from '../../drivers/card-terminal.ts';
import type { Baseline, Fact } from '../journal/facts.ts';
import type { Payment } from './fold.ts';

/** The terminal's memory as it is kept with an intent, to recognise a later change by. */
export const baselineOf = (last: LastTransaction | null): Baseline => {
  if (last === null) return { kind: 'none' };
  const a = last.authorisation;
  return {
    kind: 'transaction',
    trace: a.trace,
    receiptNumber: a.receiptNumber,
    terminalId: a.terminalId,
    terminalDate: a.terminalDate,
    terminalTime: a.terminalTime,
    amountFils: a.amountFils,
  };
};

/** The evidence of a terminal that was asked and could not tell. */
export const unclearFact = (last: LastTransaction | null): Fact => ({
  v: 1,
  type: 'terminalUnclear',
  seen: baselineOf(last),
  resultCode: last?.resultCode ?? null,
  originalTrace: last?.originalTrace ?? null,
});

/**
 * Whether the payment (or its reversal) was begun at a terminal of another driver: the one that is there
 * now never heard of it, whatever it says. Journals of older releases name a driver only by the name
 * that nexo gives its payments.
 */
export const isOtherDriver = (
  payment: Pick<Payment, 'terminalDriver' | 'terminalReference' | 'reversalReference'>,
  driver: 'zvt' | 'nexo',
): boolean => {
  const named = payment.terminalReference !== undefined || payment.reversalReference !== undefined;
  const begunAt = payment.terminalDriver ?? (named ? 'nexo' : driver);
  return begunAt !== driver;
};

/**
 * The same memory. An end of day that is repeated may leave out the terminal's id, which a driver that
 * has not heard it yet cannot add: trace, date, time and amount still say which one it was.
 */
export const sameBaseline = (a: Baseline, b: Baseline): boolean => {
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  const unnamed = a.terminalId === '' || b.terminalId === '';
  const one = unnamed ? { ...a, terminalId: b.terminalId } : a;
  return JSON.stringify(one) === JSON.stringify(b);
};

/** Whether both name their terminal, and not the same one. */
export const isElsewhere = (a: Baseline, b: Baseline): boolean =>
  a.kind === 'transaction' &&
  b.kind === 'transaction' &&
  a.terminalId !== '' &&
  b.terminalId !== '' &&
  a.terminalId !== b.terminalId;

/** What the terminal that is there now calls itself; `''` where nothing says it. */
const idHere = (last: LastTransaction | null, hereId: string | null): string =>
  (last?.authorisation.terminalId ?? '') || (hereId ?? '');

/** Full match of a repeat receipt with the approval we hold (ZVT digest §12.2). */
export const isSamePayment = (a: Authorisation, b: Authorisation): boolean =>
  a.trace === b.trace &&
  a.receiptNumber === b.receiptNumber &&
  a.amountFils === b.amountFils &&
  a.terminalId === b.terminalId &&
  a.terminalDate === b.terminalDate &&
  a.terminalTime === b.terminalTime;

export type Verdict =
  | { readonly kind: 'charged'; readonly authorisation: Authorisation }
  | {
      readonly kind: 'notCharged';
      readonly evidence: 'lastTransactionUnchanged' | 'reversedByTerminal' | 'refusedByTerminal';
    }
  /** The terminal's memory cannot tell; only people with other evidence can. */
  | { readonly kind: 'unclear' };

type Judged = Pick<
  Payment,
  'authorisation' | 'baseline' | 'totalFils' | 'terminalReference' | 'terminalDriver' | 'terminalId'
>;

/**
 * Whether what is there now is the terminal that was asked: a replaced one answers just as readily, and
 * knows nothing. `hereId`: what it calls itself, for where it remembers no transaction that says so.
 */
const isSameTerminal = (
  payment: Judged,
  last: LastTransaction | null,
  hereId: string | null,
): boolean => {
  // Such a name says at which terminal; one that was never given went with nothing sent.
  if (payment.terminalReference !== undefined || payment.terminalDriver === 'nexo') return true;
  const here = idHere(last, hereId);
  const { baseline, authorisation } = payment;
  const before = baseline.kind === 'transaction' ? baseline.terminalId : '';
  const asked = (authorisation?.terminalId ?? '') || before || (payment.terminalId ?? '');
  if (here !== '' && asked !== '') return here === asked;
  // One of the two was never named: the memory may say it, where that is as it was before.
  if (last !== null && sameBaseline(baselineOf(last), baseline)) return true;
  // A make that never names itself is the same as ever.
  return here === asked && (authorisation !== null || baseline.kind === 'transaction');
};

/** The answer to a question by the payment's own name: it can be about nothing else. */
const judgeNamed = (held: Authorisation | null, total: number, last: LastTransaction): Verdict => {
  if (last.originalTrace !== null) return { kind: 'unclear' };
  if (last.resultCode !== 0) {
    // A refusal takes nothing back that was approved before.
    return held === null
      ? { kind: 'notCharged', evidence: 'refusedByTerminal' }
      : { kind: 'unclear' };
  }
  if (held !== null) {
    return isSamePayment(held, last.authorisation)
      ? { kind: 'charged', authorisation: held }
      : { kind: 'unclear' };
  }
  return last.authorisation.amountFils === total
    ? { kind: 'charged', authorisation: last.authorisation }
    : { kind: 'unclear' };
};

/**
 * What the terminal's last transaction says of a payment in doubt. The terminal is ours alone and does
 * one thing at a time, so anything newer than the baseline belongs to this payment.
 */
export const judgePayment = (
  payment: Judged,
  last: LastTransaction | null,
  hereId: string | null,
): Verdict => {
  const held = payment.authorisation;
  if (!isSameTerminal(payment, last, hereId)) return { kind: 'unclear' };
  // It may have been kept and forgotten: where nothing was remembered before, nothing proves nothing.
  if (held !== null && last === null) return { kind: 'unclear' };
  if (payment.terminalReference !== undefined && last !== null) {
    return judgeNamed(held, payment.totalFils, last);
  }
  if (sameBaseline(baselineOf(last), payment.baseline)) {
    return { kind: 'notCharged', evidence: 'lastTransactionUnchanged' };
  }
  if (last === null) return { kind: 'unclear' }; // it remembered something before: erased
  if (last.endOfDay === true) return { kind: 'unclear' }; // the day was closed behind it
  if (held !== null) {
    if (last.originalTrace === held.trace && last.resultCode === 0) {
      return { kind: 'notCharged', evidence: 'reversedByTerminal' };
    }
    return last.originalTrace === null &&
      last.resultCode === 0 &&
      isSamePayment(held, last.authorisation)
      ? { kind: 'charged', authorisation: held }
      : { kind: 'unclear' };
  }
  if (last.originalTrace !== null) {
    const before = payment.baseline.kind === 'transaction' ? payment.baseline.trace : null;
    // A reversal that failed took nothing back, and one of another amount is not this payment's.
    const isOurs =
      last.originalTrace !== before &&
      last.resultCode === 0 &&
      last.authorisation.amountFils === payment.totalFils;
    return isOurs ? { kind: 'notCharged', evidence: 'reversedByTerminal' } : { kind: 'unclear' };
  }
  // The numbers of the baseline, told a little otherwise, are no new transaction.
  if (
    payment.baseline.kind === 'transaction' &&
    payment.baseline.trace === last.authorisation.trace &&
    payment.baseline.receiptNumber === last.authorisation.receiptNumber
  ) {
    return { kind: 'unclear' };
  }
  return last.resultCode === 0 && last.authorisation.amountFils === payment.totalFils
    ? { kind: 'charged', authorisation: last.authorisation }
    : { kind: 'unclear' };
};

/** Whether the answer about a driver's own take-back, asked for by its name, says that it was done. */
export const isTakenBack = (last: LastTransaction | null): boolean =>
  last !== null &&
  last.resultCode === 0 &&
  last.originalTrace !== null &&
  // What can never be decided is told as a reversal of nothing.
  last.originalTrace !== '';

export type ReversalVerdict = 'reversed' | 'notReversed' | 'unclear';

/** The same for a reversal whose reply was lost. */
export const judgeReversal = (
  payment: Pick<Payment, 'authorisation' | 'reversalBaseline' | 'reversalReference'>,
  last: LastTransaction | null,
  hereId: string | null,
): ReversalVerdict => {
  if (payment.authorisation === null || payment.reversalBaseline === null) return 'unclear';
  const here = idHere(last, hereId);
  if (here !== payment.authorisation.terminalId) {
    const asBefore = last !== null && sameBaseline(baselineOf(last), payment.reversalBaseline);
    return here === '' && asBefore ? 'notReversed' : 'unclear';
  }
  if (last?.originalTrace === payment.authorisation.trace && last.resultCode === 0) {
    return 'reversed';
  }
  // Asked for by its own name (`reversalReference`), a refusal is about this reversal.
  if (payment.reversalReference !== undefined && last !== null && last.resultCode !== 0) {
    return 'notReversed';
  }
  return sameBaseline(baselineOf(last), payment.reversalBaseline) ? 'notReversed' : 'unclear';
};
