import type { IntentProblem } from '../../contract/engine-api.ts';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { ReceiptKind } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from '../payments/fold.ts';
import type { ReceiptJobs } from '../printing/receipt-jobs.ts';
import { outcomeKind, receiptFor } from './outcome.ts';
import type { Position } from './position.ts';

export type AfterPaymentDeps = {
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly receipts: ReceiptJobs;
  readonly gatewayOnline: () => boolean;
  readonly crash: CrashPoint;
  readonly position: () => Position;
  readonly moveTo: (position: Position) => void;
  readonly changed: () => void;
  readonly onBug: (cause: unknown) => void;
};

/** How long a confirmed payment may take to be posted before the person is told it is queued. */
const POSTING_PATIENCE_MS = 4_000;

/** What follows the card: the outcome, its paper, and the end of the visit. */
export const createAfterPayment = (
  deps: AfterPaymentDeps,
): {
  readonly cardDone: (payment: Payment) => Promise<void>;
  readonly refresh: () => void;
  /** In doubt, and the slip not yet due: whoever waits as they were told to is not hurried away. */
  readonly terminalAsked: () => boolean;
  readonly resumed: (payment: Payment) => void;
  readonly printAgain: (id: PaymentId) => IntentProblem | null;
  readonly moved: () => void;
  /** The person goes: what is personal and not needed goes too. */
  readonly leave: (stillHere: boolean) => void;
  readonly stop: () => void;
} => {
  const { journal, clock } = deps;
  let cancelTimer: () => void = () => undefined;
  /** Papers already begun for the payment on the screen. */
  let begun = new Set<ReceiptKind>();
  let checkingIsDue = false;
  /** When the terminal last said anything of a payment at it: from then on its citizen waits. */
  let lastWordMs = 0;
  const forget = journal.onCommit(({ state }) => {
    if (state === 'authorising' || state === 'approved') lastWordMs = clock.monotonicMs();
  });

  const shown = (): Payment | null => {
    const position = deps.position();
    return position.at === 'outcome' || position.at === 'sendReceipt'
      ? journal.payment(position.paymentId)
      : null;
  };

  const paperDue = (payment: Payment): ReceiptKind | null => {
    const kind = outcomeKind(payment);
    const paper = kind === null ? null : receiptFor(kind);
    if (paper === 'checking' && payment.state === 'inDoubt' && !checkingIsDue) return null;
    return paper === null || begun.has(paper) ? null : paper;
  };

  const printDue = (): void => {
    const payment = shown();
    if (payment === null || deps.receipts.busy()) return;
    const paper = paperDue(payment);
    if (paper === null) return;
    begun.add(paper);
    deps.receipts
      .print(payment.paymentId, paper, false)
      .then(() => {
        deps.changed();
        printDue(); // the state may have moved on while it printed
      })
      .catch(deps.onBug);
    deps.changed();
  };

  const showOutcome = (payment: Payment): void => {
    begun = new Set();
    checkingIsDue = false;
    deps.moveTo({ at: 'outcome', paymentId: payment.paymentId });
    cancelTimer();
    if (payment.state === 'inDoubt') {
      const waited = clock.monotonicMs() - lastWordMs;
      const left = Math.max(0, deps.config.timing.inDoubtPatienceMs - waited);
      cancelTimer = clock.after(left, () => {
        checkingIsDue = true;
        printDue();
        deps.changed();
      });
    }
    printDue();
  };

  /** Resolves as soon as the payment leaves `confirmed`, or after `ms`. */
  const postedWithin = (id: PaymentId, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        forget();
        cancel();
        resolve();
      };
      const forget = journal.onCommit((payment) => {
        if (payment.paymentId === id && payment.state !== 'confirmed') done();
      });
      const cancel = clock.after(ms, done);
    });

  return {
    cardDone: async (payment) => {
      if (payment.state === 'confirmed' && deps.gatewayOnline()) {
        await postedWithin(payment.paymentId, POSTING_PATIENCE_MS);
      }
      showOutcome(journal.payment(payment.paymentId) ?? payment);
    },
    refresh: printDue,
    terminalAsked: () => shown()?.state === 'inDoubt' && !checkingIsDue,
    resumed: (payment) => {
      begun = new Set();
      if (payment.receiptKind !== 'none') begun.add(payment.receiptKind);
      checkingIsDue = true;
      printDue();
    },
    printAgain: (id) => {
      const payment = journal.payment(id);
      const kind = payment === null ? null : outcomeKind(payment);
      const paper = kind === null ? null : receiptFor(kind);
      if (payment === null || paper === null) return 'notAllowed';
      if (deps.receipts.busy()) return 'busy';
      if (payment.receipt === 'printed' && payment.receiptKind === paper) return 'notAllowed';
      // What may be on paper already is repeated as a copy only.
      const copy = payment.receipt === 'unknown' && payment.receiptKind === paper;
      begun.add(paper);
      deps.receipts
        .print(id, paper, copy)
        .then(() => {
          deps.changed();
          printDue();
        })
        .catch(deps.onBug);
      deps.changed();
      return null;
    },
    moved: () => {
      if (deps.position().at !== 'goodbye') return;
      cancelTimer();
      cancelTimer = clock.after(deps.config.timing.goodbyeMs, () => {
        if (deps.position().at === 'goodbye') deps.moveTo({ at: 'attract' });
      });
    },
    leave: (stillHere) => {
      const payment = shown();
      if (payment === null) return;
      cancelTimer();
      if (stillHere && payment.state === 'inDoubt' && !begun.has('checking')) {
        begun.add('checking');
        deps.receipts.print(payment.paymentId, 'checking', false).then(printDue).catch(deps.onBug);
      }
      journal.commit({ paymentId: payment.paymentId, facts: [{ v: 1, type: 'visitEnded' }] });
      deps.crash('visitEnded.after');
      if (['declined', 'cancelled', 'notCharged'].includes(payment.state)) {
        journal.erasePersonal(payment.paymentId);
      }
    },
    stop: () => {
      forget();
      cancelTimer();
    },
  };
};
