import { sleep } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { LastTransaction } from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { Fact } from '../journal/facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ApprovalDeps } from './approval.ts';
import { ASK_PEOPLE_MS } from './evidence.ts';
import type { Payment } from './fold.ts';
import { createGiveBack, type RefundReason } from './give-back.ts';
import { journalHooks } from './journal-hooks.ts';
import { baselineOf, isOtherDriver, judgeReversal, unclearFact } from './last-transaction.ts';
import type { Mutex } from '../mutex.ts';

/** How long a refused payment waits for its terminal before central is asked to refund. */
export const TERMINAL_PATIENCE_MS = 10 * 60_000;
export const ASK_AGAIN_MS = 1_000;
/** The terminal has reversed it before (ZVT digest §10): the card has its money. */
const ALREADY_REVERSED = 0xb4;

export type MoneyBack = { readonly wake: () => void; readonly stop: () => Promise<void> };

/**
 * Gives back what was charged and refused. The gateway's typed refusal has closed the id; a whole
 * payment is reversed at the terminal, anything else becomes a refund request to central.
 */
export const createMoneyBack = (
  deps: ApprovalDeps & {
    readonly terminal: TerminalRole;
    readonly mutex: Mutex;
    readonly outbox: () => Outbox;
    /** A payment is in doubt: the terminal's last transaction is its evidence and must stay. */
    readonly asking: () => boolean;
    /** The terminal's day was closed after it: only central can give the money back. */
    readonly dayClosed: (payment: Payment) => boolean;
    readonly onBug: (cause: unknown) => void;
  },
): MoneyBack => {
  const { journal, crash } = deps;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  const { requestRefund, recordReversed } = createGiveBack(deps);

  /**
   * Since when each is seen in its state, by the clock that never jumps: one set back would wait for ever,
   * one set forward not at all. A restart begins the wait anew.
   */
  const seen = new Map<PaymentId, { readonly state: PaymentState; readonly sinceMs: number }>();
  const waitedMs = ({ paymentId, state }: Payment): number => {
    const nowMs = deps.clock.monotonicMs();
    const known = seen.get(paymentId);
    if (known?.state === state) return nowMs - known.sinceMs;
    seen.set(paymentId, { state, sinceMs: nowMs });
    return 0;
  };
  const forgetAllBut = (waiting: readonly Payment[]): void => {
    const ids = new Set(waiting.map(({ paymentId }) => paymentId));
    for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);
  };

  const quarantine = (payment: Payment, detail: string, ...before: readonly Fact[]): void => {
    journal.commit({
      paymentId: payment.paymentId,
      facts: [...before, { v: 1, type: 'quarantined', reason: 'reversalUnclear', detail }],
    });
  };

  /**
   * Why what is there now may not be asked to reverse it: receipt numbers repeat, so that another
   * terminal, or this one with its memory erased, could take back somebody else's payment.
   */
  const whyNotHere = (payment: Payment, last: LastTransaction | null): RefundReason | null => {
    const { driver } = deps.terminal;
    if (isOtherDriver(payment, driver)) return 'otherTerminal';
    // nexo names the payment it asks about: without a name it has no last transaction.
    const here = driver === 'nexo' ? deps.terminal.terminalId() : last?.authorisation.terminalId;
    if (here !== payment.authorisation?.terminalId) return 'otherTerminal';
    return last?.endOfDay === true ? 'dayClosed' : null;
  };

  /** True when the payment moved on, false when the terminal must be tried again later. */
  const atTerminal = (waiting: Payment): Promise<boolean> =>
    deps.mutex(async () => {
      const terminal = deps.terminal.terminal();
      const { paymentId } = waiting;
      const payment = journal.payment(paymentId);
      // Two people may have decided while the terminal was waited for.
      if (payment?.state !== waiting.state) return true;
      const { authorisation } = payment;
      if (terminal === null || authorisation === null || deps.asking()) return false;
      // One reversal at a time: a second one would wipe the evidence of the first.
      const begun = journal.inStates(['reversing']);
      if (payment.state === 'refused' && begun.length > 0) return false;
      const last = await terminal.lastTransaction(payment.reversalReference ?? null);
      if (!last.ok) return false;
      if (payment.state === 'reversing') {
        const verdict = isOtherDriver(payment, deps.terminal.driver)
          ? 'unclear'
          : judgeReversal(payment, last.value, deps.terminal.terminalId());
        if (verdict === 'unclear') {
          quarantine(
            payment,
            'the terminal remembers neither the payment nor its reversal',
            unclearFact(last.value),
          );
          return true;
        }
        if (verdict === 'reversed') {
          recordReversed(payment, last.value?.authorisation.trace ?? '');
          return true;
        }
        // What they decide is about the reversal that they were asked of: there may be no newer one.
        if (payment.peopleAsked === true) {
          quarantine(
            payment,
            'the terminal says that nothing was reversed, after people were asked',
            unclearFact(last.value),
          );
          return true;
        }
      } else {
        const why = whyNotHere(payment, last.value);
        if (why !== null) {
          requestRefund(payment, why, null);
          return true;
        }
        journal.commit({
          paymentId,
          facts: [
            {
              v: 1,
              type: 'reversing',
              baseline: baselineOf(last.value),
              driver: deps.terminal.driver,
            },
          ],
        });
        crash('reversing.after');
      }
      const outcome = await terminal.reverse(authorisation, {
        ...journalHooks(deps, paymentId),
        onPrompt: () => undefined,
        onReversal: (trace) => {
          journal.commit({ paymentId, facts: [{ v: 1, type: 'reversalStatus', trace }] });
          crash('reversal.statusReceived');
          return Promise.resolve();
        },
      });
      if (outcome.kind === 'reversed') {
        recordReversed(payment, outcome.trace);
        return true;
      }
      if (outcome.kind === 'refused' && outcome.resultCode === ALREADY_REVERSED) {
        quarantine(payment, 'the terminal says that it was reversed already');
        return true;
      }
      if (outcome.kind === 'refused') {
        requestRefund(payment, 'terminalRefused', outcome.resultCode);
        return true;
      }
      deps.terminal.reconnect();
      return false;
    });

  const step = async (payment: Payment): Promise<boolean> => {
    waitedMs(payment);
    const partly = payment.outcomes.some((o) => o.status === 'posted');
    if (payment.state === 'refused' && partly) {
      requestRefund(payment, 'partly', null);
      return true;
    }
    // What people decided the terminal could not tell: it is not asked to undo it either.
    if (payment.state === 'refused' && payment.decision !== undefined) {
      requestRefund(payment, 'decision', null);
      return true;
    }
    if (payment.state === 'refused' && deps.dayClosed(payment)) {
      requestRefund(payment, 'dayClosed', null);
      return true;
    }
    if (await atTerminal(payment)) return true;
    // Once begun, a reversal's outcome must be known before anything else may give money back.
    const waited = waitedMs(payment);
    const now = journal.payment(payment.paymentId);
    if (now?.state !== payment.state) return false;
    if (now.state === 'refused' && waited > TERMINAL_PATIENCE_MS) {
      requestRefund(now, 'terminalAway', null);
      return true;
    }
    if (now.state === 'reversing' && now.peopleAsked !== true && waited >= ASK_PEOPLE_MS) {
      journal.commit({ paymentId: now.paymentId, facts: [{ v: 1, type: 'peopleAsked' }] });
    }
    return false;
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const waiting = journal.inStates(['reversing', 'refused']);
      forgetAllBut(waiting);
      if (waiting.length === 0) return;
      let moved = false;
      for (const payment of waiting) {
        if (stopping.signal.aborted) return;
        moved = (await step(payment)) || moved;
      }
      if (!moved) await sleep(deps.clock, ASK_AGAIN_MS, stopping.signal);
    }
  };

  const wake = (): void => {
    if (running !== null || stopping.signal.aborted) return;
    running = run().then(
      () => {
        running = null;
        if (journal.inStates(['reversing', 'refused']).length > 0) wake();
      },
      (cause: unknown) => {
        running = null;
        deps.onBug(cause);
      },
    );
  };

  return {
    wake,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
