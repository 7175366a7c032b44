import type { Numbers, OpenPayment, StoryStep } from '../../contract/technician-numbers.ts';
import { shortPaymentId, type PaymentId } from '../../contract/ids.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { Fact } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExposureMeter } from '../payments/exposure.ts';
import type { Occurrence, Payment } from '../payments/fold.ts';

/** Of a long queue so many are listed. */
const MOST_LISTED = 50;

/** Not final, and not simply waiting to be sent. */
const UNSETTLED: readonly PaymentState[] = [
  'authorising',
  'approved',
  'inDoubt',
  'refused',
  'reversing',
  'refundRequested',
  'quarantined',
];

/** The codes of a fact that may be shown: closed lists of ours, never what a terminal or a person says. */
const codeOf = (fact: Fact): string | null => {
  switch (fact.type) {
    case 'inDoubt':
    case 'quarantined':
      return fact.reason;
    case 'notCharged':
      return fact.evidence;
    case 'confirmed':
      return fact.by;
    case 'refundRequested':
      return fact.why;
    case 'decided':
      return fact.verdict;
    default:
      return null;
  }
};

const RECEIPT = {
  printed: 'receiptPrinted',
  unknown: 'receiptUnknown',
  failed: 'receiptFailed',
} as const;

const whatOf = (fact: Fact): StoryStep['what'] | null => {
  switch (fact.type) {
    case 'terminalReply':
    case 'terminalReference':
    case 'terminalText':
    case 'reversalStatus':
    case 'receiptStarted':
      return null;
    case 'receiptEnded':
      return RECEIPT[fact.status];
    default:
      return fact.type;
  }
};

/** A payment's steps in their order; what only a machine would read is left out. */
export const storyOf = (history: readonly Occurrence[]): readonly StoryStep[] =>
  history.flatMap(({ fact, atMs }) => {
    const what = whatOf(fact);
    return what === null ? [] : [{ what, at: new Date(atMs).toISOString(), code: codeOf(fact) }];
  });

export type NumbersDesk = {
  readonly show: (on: boolean) => void;
  readonly lookAt: (id: PaymentId | null) => void;
  readonly watched: () => boolean;
  readonly entryOf: (payment: Payment) => OpenPayment;
  /** What is stored here, of what may be. */
  readonly meter: () => Omit<Numbers, 'open' | 'looked'>;
  /** `null`: nobody looks at them. */
  readonly shown: () => Numbers | null;
};

/** Exposure and queue for whoever signed in, taken from the journal at each look. */
export const createNumbers = (deps: {
  readonly journal: Pick<Journal, 'inStates' | 'payment' | 'history' | 'outbox'>;
  readonly exposure: { readonly meter: () => ExposureMeter };
}): NumbersDesk => {
  const { journal } = deps;
  let on = false;
  let looked: PaymentId | null = null;

  const entryOf = (payment: Payment): OpenPayment => {
    const row = journal.outbox.row(payment.paymentId, 'payment');
    const reversal = journal.outbox.row(payment.paymentId, 'reversal');
    return {
      paymentId: payment.paymentId,
      number: shortPaymentId(payment.paymentId),
      state: payment.state,
      fils: payment.totalFils,
      at: new Date(payment.approvedAtMs ?? payment.intentAtMs).toISOString(),
      attempts: (row?.attempts ?? 0) + (reversal?.attempts ?? 0),
      sendable: row?.status === 'released' || reversal?.status === 'released',
    };
  };
  const open = (): readonly OpenPayment[] => {
    const unsettled = journal
      .inStates(UNSETTLED)
      .filter(({ decision }) => decision?.verdict !== 'settled');
    const waiting = journal.outbox
      .releasedAfter(null, MOST_LISTED)
      .rows.flatMap(({ paymentId }) => journal.payment(paymentId) ?? []);
    const byId = new Map([...unsettled, ...waiting].map((each) => [each.paymentId, each]));
    return [...byId.values()]
      .toSorted((a, b) => a.intentAtMs - b.intentAtMs)
      .slice(0, MOST_LISTED)
      .map(entryOf);
  };
  const meter: NumbersDesk['meter'] = () => {
    const { fils, count, oldestAtMs, used, nearest } = deps.exposure.meter();
    return {
      fils,
      payments: count,
      oldestAt: oldestAtMs === null ? null : new Date(oldestAtMs).toISOString(),
      usedPercent: Math.round(used[nearest] * 100),
      nearestCap: nearest,
    };
  };
  return {
    meter,
    entryOf,
    show: (wanted) => {
      on = wanted;
      looked = null;
    },
    lookAt: (id) => {
      looked = id;
    },
    watched: () => on,
    shown: () => {
      if (!on) return null;
      const payment = looked === null ? null : journal.payment(looked);
      return {
        ...meter(),
        open: [...open()],
        looked:
          payment === null
            ? null
            : {
                payment: entryOf(payment),
                steps: [...storyOf(journal.history(payment.paymentId))],
              },
      };
    },
  };
};
