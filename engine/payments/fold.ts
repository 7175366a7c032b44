import type { Authorisation, PaymentState } from '../../contract/payment.ts';
import type { Language } from '../../contract/language.ts';
import type { LineOutcome } from '../../contract/gateway.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Verdict } from '../../contract/reconciliation.ts';
import type { ReceiptStatus } from '../../contract/view.ts';
import { TRANSITIONS, type Baseline, type Fact, type ReceiptKind } from '../journal/facts.ts';

/** One payment as its facts tell it. Rebuilt from the journal at any time; never the only copy. */
export type Payment = {
  readonly paymentId: PaymentId;
  readonly state: PaymentState;
  readonly lines: readonly {
    readonly lineId: number;
    readonly serviceId: string;
    readonly billId: string;
    readonly amountFils: Fils;
  }[];
  readonly totalFils: Fils;
  readonly language: Language;
  readonly slipCodeHash: string;
  readonly baseline: Baseline;
  readonly clockQuality: 'synchronised' | 'unverified';
  /** Wall clock of the intent, ms since 1970. */
  readonly intentAtMs: number;
  /** Wall clock and journal sequence of the approval: the legal date and the order. */
  readonly approvedAtMs: number | null;
  readonly approvedSeq: number | null;
  readonly authorisation: Authorisation | null;
  readonly outcomes: readonly LineOutcome[];
  readonly stateAtMs: number;
  readonly reversalBaseline: Baseline | null;
  readonly reversalTrace: string | null;
  /** Under which the terminal knows the payment and its reversal; absent where the protocol names none. */
  readonly terminalReference?: string;
  readonly reversalReference?: string;
  readonly takeBackReference?: string;
  /** The terminal itself was not ready: nothing was wrong with the card. */
  readonly terminalNotReady?: true;
  /** Which protocol the terminal spoke that was asked last. */
  readonly terminalDriver?: 'zvt' | 'nexo';
  /** Its own name, where it gives one. */
  readonly terminalId?: string;
  /** The terminal was asked and could not tell; what it named. */
  readonly unclear?: {
    readonly seen: Baseline;
    readonly resultCode: number | null;
    readonly originalTrace: string | null;
  };
  /** People are asked whether the reversal was done: it is not tried again. */
  readonly peopleAsked?: true;
  /** What two people decided, by the command's id. */
  readonly decision?: { readonly commandId: string; readonly verdict: Verdict };
  readonly receipt: ReceiptStatus;
  readonly receiptKind: ReceiptKind | 'none';
  /** The final receipt is known to be on paper. */
  readonly finalPrinted: boolean;
  readonly visitEnded: boolean;
};

export type Occurrence = {
  readonly seq: number;
  readonly paymentId: PaymentId;
  readonly atMs: number;
  readonly fact: Fact;
};

/** Why a fact may not follow: always a bug of ours or an altered journal, never a user's doing. */
export class ImpossibleFact extends Error {
  override readonly name = 'ImpossibleFact';
}

const begin = (event: Occurrence): Payment => {
  const { fact } = event;
  if (fact.type !== 'intent') {
    throw new ImpossibleFact(`${fact.type} without an intent (payment ${event.paymentId})`);
  }
  return {
    paymentId: event.paymentId,
    state: 'intent',
    lines: fact.lines,
    totalFils: fact.totalFils,
    language: fact.language,
    slipCodeHash: fact.slipCodeHash,
    baseline: fact.baseline,
    clockQuality: fact.clockQuality,
    intentAtMs: event.atMs,
    approvedAtMs: null,
    approvedSeq: null,
    authorisation: null,
    outcomes: [],
    stateAtMs: event.atMs,
    reversalBaseline: null,
    reversalTrace: null,
    receipt: 'none',
    receiptKind: 'none',
    finalPrinted: false,
    visitEnded: false,
  };
};

const details = (payment: Payment, { fact, atMs, seq }: Occurrence): Partial<Payment> => {
  switch (fact.type) {
    case 'approved':
      return { authorisation: fact.authorisation, approvedAtMs: atMs, approvedSeq: seq };
    case 'terminalReference':
      if (fact.takeBack === true) return { takeBackReference: fact.reference };
      return payment.state === 'reversing'
        ? { reversalReference: fact.reference }
        : { terminalReference: fact.reference };
    case 'authorising':
      return {
        ...(fact.driver === undefined ? {} : { terminalDriver: fact.driver }),
        ...(fact.terminalId === undefined ? {} : { terminalId: fact.terminalId }),
      };
    case 'notCharged':
      return fact.evidence === 'terminalNotReady' ? { terminalNotReady: true } : {};
    case 'terminalUnclear':
      return {
        unclear: {
          seen: fact.seen,
          resultCode: fact.resultCode,
          originalTrace: fact.originalTrace,
        },
      };
    case 'peopleAsked':
      return { peopleAsked: true };
    case 'decided':
      return { decision: { commandId: fact.commandId, verdict: fact.verdict } };
    case 'posted':
    case 'refused':
      return { outcomes: fact.lines };
    case 'reversing':
      return {
        reversalBaseline: fact.baseline,
        ...(fact.driver === undefined ? {} : { terminalDriver: fact.driver }),
      };
    case 'reversalStatus':
    case 'reversed':
      return { reversalTrace: fact.trace };
    case 'receiptStarted':
      return { receipt: 'printing', receiptKind: fact.kind };
    case 'receiptEnded':
      return {
        receipt: fact.status,
        receiptKind: fact.kind,
        finalPrinted: payment.finalPrinted || (fact.kind === 'final' && fact.status === 'printed'),
      };
    case 'visitEnded':
      return { visitEnded: true };
    default:
      return {};
  }
};

/** Only people bring a payment out of quarantine, and only to what they decided. */
const isDecided = ({ decision }: Payment, to: PaymentState): boolean =>
  (to === 'reversed' && decision?.verdict === 'reversed') ||
  (to === 'refundRequested' && decision?.verdict === 'notReversed');

/** The payment after one more fact. Pure; throws `ImpossibleFact` where the order is broken. */
export const fold = (payment: Payment | null, event: Occurrence): Payment => {
  const { fact } = event;
  if (payment === null) return begin(event);
  const { from, to } = TRANSITIONS[fact.type];
  if (from !== 'any' && !from.includes(payment.state)) {
    throw new ImpossibleFact(`${fact.type} after ${payment.state} (payment ${payment.paymentId})`);
  }
  if (payment.state === 'quarantined' && to !== 'same' && !isDecided(payment, to)) {
    throw new ImpossibleFact(`${fact.type} without a decision (payment ${payment.paymentId})`);
  }
  return {
    ...payment,
    ...details(payment, event),
    ...(to === 'same' ? {} : { state: to, stateAtMs: event.atMs }),
  };
};
