import type { CardPrompt } from '../../contract/view.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type {
  AuthoriseOutcome,
  CardTerminal,
  LastTransaction,
} from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import { speaksOfTerminal } from '../devices/terminal-state.ts';
import type { Baseline, Fact, IntentPersonal } from '../journal/facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { recordApproval, type ApprovalDeps } from './approval.ts';
import type { Payment } from './fold.ts';
import { journalHooks } from './journal-hooks.ts';
import { baselineOf } from './last-transaction.ts';
import type { Mutex } from '../mutex.ts';

export type CardPaymentDeps = ApprovalDeps & {
  readonly terminal: TerminalRole;
  readonly outbox: Outbox;
  readonly mutex: Mutex;
  /** The terminal has yet to answer for an earlier payment or reversal: nothing newer may happen there. */
  readonly owed: () => boolean;
  /** Asked at the last moment before anything is begun. */
  readonly mayBegin: () => boolean;
  /** Asked to find out about payments in doubt. */
  readonly resolve: () => void;
};

export type IntentRequest = {
  readonly paymentId: PaymentId;
  readonly intent: Omit<Extract<Fact, { type: 'intent' }>, 'baseline' | 'v' | 'type'>;
  readonly personal: IntentPersonal;
};

export type CardPayments = {
  /**
   * Journals the intent and takes the card; resolves once the card's part is over, `null` where the
   * terminal could not be asked for its baseline and so nothing was begun.
   */
  readonly take: (
    request: IntentRequest,
    onPrompt: (prompt: CardPrompt) => void,
  ) => Promise<Payment | null>;
  /** Asks the terminal to give up; promises nothing. */
  readonly askCancel: () => void;
  /** A card is asked for. */
  readonly asking: () => boolean;
  /** A payment or a reversal is at the terminal. */
  readonly running: () => boolean;
};

const inDoubtReason = (
  outcome: Extract<AuthoriseOutcome, { kind: 'inDoubt' }>,
): Extract<Fact, { type: 'inDoubt' }>['reason'] => {
  switch (outcome.problem.code) {
    case 'linkLost':
    case 'notConnected':
      return 'linkLost';
    case 'malformed':
      return 'malformed';
    case 'refused':
      return 'abortAfterApproval';
    case 'noAnswer':
    case 'busy':
      return 'noAnswer';
  }
};

/** The card's part of a payment, in the order that is the design. */
export const createCardPayments = (deps: CardPaymentDeps): CardPayments => {
  const { journal, crash, terminal: role } = deps;
  let asking: CardTerminal | null = null;

  /** Which terminal is asked: a replaced one may decide nothing about it later. */
  const named = (last: LastTransaction | null): { readonly terminalId?: string } => {
    const terminalId = last?.authorisation.terminalId ?? role.terminalId() ?? '';
    return terminalId === '' ? {} : { terminalId };
  };

  const begin = (request: IntentRequest, baseline: Baseline): void => {
    crash('intent.before');
    journal.commit({
      paymentId: request.paymentId,
      facts: [{ v: 1, type: 'intent', ...request.intent, baseline }],
      personal: request.personal,
    });
    crash('intent.after');
  };

  const conclude = (paymentId: PaymentId, outcome: AuthoriseOutcome): Payment => {
    const commit = (fact: Fact, outbox?: 'released'): Payment => {
      return journal.commit({
        paymentId,
        facts: [fact],
        outbox: (table) => {
          if (outbox !== undefined) table.mark(paymentId, 'payment', outbox);
        },
      });
    };
    const doubt = (reason: Extract<Fact, { type: 'inDoubt' }>['reason']): Payment => {
      const done = commit({ v: 1, type: 'inDoubt', reason });
      deps.resolve();
      return done;
    };
    switch (outcome.kind) {
      case 'notSent':
        return commit({ v: 1, type: 'notCharged', evidence: 'notSent' });
      case 'declined':
      case 'cancelled':
        role.heard(outcome.resultCode);
        // An end after an approval was journalled: the terminal's memory says which is true.
        if (journal.payment(paymentId)?.state === 'approved') return doubt('abortAfterApproval');
        return outcome.kind === 'declined' && speaksOfTerminal(outcome.resultCode)
          ? commit({ v: 1, type: 'notCharged', evidence: 'terminalNotReady' })
          : commit({ v: 1, type: outcome.kind, resultCode: outcome.resultCode });
      case 'confirmed': {
        crash('confirmed.before');
        const done = commit({ v: 1, type: 'confirmed', by: 'completion' }, 'released');
        crash('confirmed.after');
        deps.outbox.wake(paymentId);
        return done;
      }
      case 'inDoubt':
        role.reconnect();
        return doubt(inDoubtReason(outcome));
    }
  };

  const authorise = async (
    terminal: CardTerminal,
    request: IntentRequest,
    onPrompt: (prompt: CardPrompt) => void,
  ): Promise<AuthoriseOutcome> => {
    const { paymentId } = request;
    return terminal.authorise(request.intent.totalFils, {
      ...journalHooks(deps, paymentId),
      onPrompt,
      onApproval: (authorisation) => {
        const payment = journal.payment(paymentId);
        if (payment?.state !== 'authorising') return Promise.resolve('refuse');
        if (authorisation.amountFils !== payment.totalFils) return Promise.resolve('refuse');
        // Nothing could ever be sent for it: the terminal takes it back.
        if (journal.personal(paymentId) === null) return Promise.resolve('refuse');
        recordApproval(payment, authorisation, 'statusInformation', deps);
        return Promise.resolve('accept');
      },
    });
  };

  return {
    take: (request, onPrompt) =>
      deps.mutex(async () => {
        const terminal = role.terminal();
        if (terminal === null || deps.owed()) return null;
        asking = terminal;
        try {
          const last = await terminal.lastTransaction(null);
          if (!last.ok) {
            role.reconnect();
            return null;
          }
          // The mains may have failed since the person pressed *pay*.
          if (!deps.mayBegin()) return null;
          begin(request, baselineOf(last.value));
          crash('authorising.before');
          journal.commit({
            paymentId: request.paymentId,
            facts: [{ v: 1, type: 'authorising', driver: role.driver, ...named(last.value) }],
          });
          crash('authorising.after');
          const outcome = await authorise(terminal, request, onPrompt);
          crash('authorise.ended');
          return conclude(request.paymentId, outcome);
        } finally {
          asking = null;
        }
      }),
    askCancel: () => {
      // The answer, if any, is the payment's own end: nothing is to be known from this call.
      void asking?.askAbort();
    },
    asking: () => asking !== null,
    running: () => asking !== null || journal.inStates(['reversing']).length > 0,
  };
};
