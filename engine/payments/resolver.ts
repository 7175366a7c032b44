import { z } from 'zod';
import { sleep } from '../../contract/clock.ts';
import { paymentIdSchema, type PaymentId } from '../../contract/ids.ts';
import type { CardTerminal, LastTransaction } from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import { approvalObstacle, isReversalOfAnother } from './approval-obstacle.ts';
import { recordApproval, type ApprovalDeps } from './approval.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from './fold.ts';
import {
  isOtherDriver,
  isTakenBack,
  judgePayment,
  unclearFact,
  type Verdict,
} from './last-transaction.ts';
import type { Mutex } from '../mutex.ts';
import type { Outbox } from '../outbox/outbox.ts';

export type Resolver = {
  readonly wake: () => void;
  /** While true no card may be taken: the terminal has yet to answer for an earlier one. */
  readonly asking: () => boolean;
  /** Payments the terminal's memory could not decide: for two operators. */
  readonly unclear: () => ReadonlySet<PaymentId>;
  readonly stop: () => Promise<void>;
};

export const ASK_AGAIN_MS = 1_000;

/** Names every payment that a restart found under way: nothing stays without a state. */
export const nameInterrupted = (deps: Pick<ApprovalDeps, 'journal'>): void => {
  for (const payment of deps.journal.inStates(['intent'])) {
    deps.journal.commit({
      paymentId: payment.paymentId,
      facts: [{ v: 1, type: 'notCharged', evidence: 'neverAsked' }],
    });
  }
  for (const payment of deps.journal.inStates(['authorising', 'approved'])) {
    deps.journal.commit({
      paymentId: payment.paymentId,
      facts: [{ v: 1, type: 'inDoubt', reason: 'restart' }],
    });
  }
};

/** Where releases before `terminalUnclear` was journalled kept what they had found unclear. */
const UNCLEAR_BEFORE = 'unclearPayments';

/**
 * Which payments in doubt the terminal could not decide. They are not asked about again, not after a
 * restart either: card sales went on, and what the terminal remembers now may be a later payment's.
 */
const unclearOnes = (journal: Journal): ((payment: Payment) => boolean) => {
  const before = new Set(
    z.array(paymentIdSchema).parse(JSON.parse(journal.kept(UNCLEAR_BEFORE) ?? '[]')),
  );
  return (payment) => payment.unclear !== undefined || before.has(payment.paymentId);
};

/** Asks the terminal about payments in doubt until it answers; guesses nothing. */
export const createResolver = (
  deps: ApprovalDeps & {
    readonly terminal: TerminalRole;
    readonly mutex: Mutex;
    readonly outbox: () => Outbox;
    readonly onBug: (cause: unknown) => void;
    readonly onChange: () => void;
  },
): Resolver => {
  const { journal } = deps;
  const isUnclear = unclearOnes(journal);
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  const open = (): readonly Payment[] =>
    journal.inStates(['inDoubt']).filter((payment) => !isUnclear(payment));

  /** Whether the driver's own reversal of it was done; `null`: no answer yet. */
  const askTakeBack = async (
    terminal: CardTerminal,
    { takeBackReference }: Payment,
  ): Promise<boolean | null> => {
    if (takeBackReference === undefined) return false;
    const said = await terminal.lastTransaction(takeBackReference);
    return said.ok ? isTakenBack(said.value) : null;
  };

  /** What the terminal's memory says, where it is about this payment and can be acted upon. */
  const weigh = (payment: Payment, last: LastTransaction | null): Verdict => {
    const verdict = judgePayment(payment, last, deps.terminal.terminalId());
    if (payment.authorisation !== null || last === null) return verdict;
    const unclear: Verdict = { kind: 'unclear' };
    if (verdict.kind === 'charged') {
      return approvalObstacle(payment, verdict.authorisation, deps) === null ? verdict : unclear;
    }
    const isReversal = verdict.kind === 'notCharged' && verdict.evidence === 'reversedByTerminal';
    return isReversal && isReversalOfAnother(payment, last, deps) ? unclear : verdict;
  };

  const askOnce = (payment: Payment): Promise<boolean> =>
    deps.mutex(async () => {
      const terminal = deps.terminal.terminal();
      if (terminal === null) return false;
      const ready = await terminal.status();
      if (!ready.ok || ready.value.terminalStatus === 0x9c) return false;
      const stranger = isOtherDriver(payment, deps.terminal.driver);
      const takenBack = stranger ? false : await askTakeBack(terminal, payment);
      if (takenBack === null) return false;
      const last = await terminal.lastTransaction(payment.terminalReference ?? null);
      if (!last.ok) return false;
      const { paymentId } = payment;
      // Two people may have decided while the terminal was waited for.
      if (journal.payment(paymentId)?.state !== 'inDoubt') return true;
      const verdict = stranger
        ? ({ kind: 'unclear' } as const)
        : takenBack
          ? ({ kind: 'notCharged', evidence: 'reversedByTerminal' } as const)
          : weigh(payment, last.value);
      if (verdict.kind === 'unclear') {
        journal.commit({ paymentId, facts: [unclearFact(last.value)] });
      } else if (verdict.kind === 'notCharged') {
        journal.commit({
          paymentId,
          facts: [{ v: 1, type: 'notCharged', evidence: verdict.evidence }],
          outbox: (table) => {
            if (table.row(paymentId, 'payment') !== null) table.mark(paymentId, 'payment', 'void');
          },
        });
      } else if (payment.authorisation === null) {
        recordApproval(payment, verdict.authorisation, 'repeatReceipt', deps);
      } else {
        journal.commit({
          paymentId,
          facts: [{ v: 1, type: 'confirmed', by: 'repeatReceipt' }],
          outbox: (table) => {
            table.mark(paymentId, 'payment', 'released');
          },
        });
      }
      deps.outbox().wake();
      deps.onChange();
      return true;
    });

  const run = async (): Promise<void> => {
    // One about which there is never an answer keeps no other waiting.
    for (let unanswered = 0; ;) {
      const all = open();
      const next = all[unanswered % all.length];
      if (next === undefined || stopping.signal.aborted) return;
      const answered = await askOnce(next);
      if (answered) continue;
      unanswered += 1;
      await sleep(deps.clock, ASK_AGAIN_MS, stopping.signal);
    }
  };

  const wake = (): void => {
    if (running !== null || stopping.signal.aborted) return;
    running = run().then(
      () => {
        running = null;
        if (open().length > 0) wake();
      },
      (cause: unknown) => {
        running = null;
        deps.onBug(cause);
      },
    );
  };

  return {
    wake,
    asking: () => open().length > 0,
    unclear: () =>
      new Set(
        journal
          .inStates(['inDoubt'])
          .filter(isUnclear)
          .map((payment) => payment.paymentId),
      ),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
