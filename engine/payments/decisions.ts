import type { PaymentState } from '../../contract/payment.ts';
import type {
  Command,
  CommandAnswer,
  CommandRefusal,
  SignedCommand,
} from '../../contract/reconciliation.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Fact } from '../journal/facts.ts';
import type { Log } from '../log.ts';
import type { Mutex } from '../mutex.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { approvalObstacle } from './approval-obstacle.ts';
import { recordApproval, type ApprovalDeps } from './approval.ts';
import { checkCommand } from './check-command.ts';
import { quarantineOf } from './evidence.ts';
import type { Payment } from './fold.ts';
import { createGiveBack } from './give-back.ts';

export type Decisions = {
  /** Carries out what two people decided, or says why not. What it answers it has written down. */
  readonly obey: (sent: {
    readonly commandId: string;
    readonly signed: SignedCommand;
  }) => Promise<CommandAnswer>;
};

/** Brings payments that only people could judge to the end that two of them decided. */
export const createDecisions = (
  deps: ApprovalDeps & {
    /** The terminal's: nothing may be asked of it about the payment meanwhile. */
    readonly mutex: Mutex;
    readonly outbox: () => Pick<Outbox, 'wake'>;
    /** Base64url, of central's Ed25519 key for commands. */
    readonly publicKey: string;
    readonly onChange: () => void;
    readonly log: Log;
  },
): Decisions => {
  const { journal } = deps;
  const { requestRefund, recordReversed } = createGiveBack(deps);

  const decideCharge = (payment: Payment, command: Command, decided: Fact): boolean => {
    const { paymentId } = payment;
    if (command.verdict === 'notCharged') {
      journal.commit({
        paymentId,
        facts: [decided, { v: 1, type: 'notCharged', evidence: 'decision' }],
        outbox: (table) => {
          if (table.row(paymentId, 'payment') !== null) table.mark(paymentId, 'payment', 'void');
        },
      });
      return true;
    }
    if (command.verdict !== 'charged') return false;
    if (payment.authorisation !== null) {
      journal.commit({
        paymentId,
        facts: [decided, { v: 1, type: 'confirmed', by: 'decision' }],
        outbox: (table) => {
          table.mark(paymentId, 'payment', 'released');
        },
      });
      return true;
    }
    // Nothing is posted without the acquirer's own words for it.
    if (command.authorisation?.amountFils !== payment.totalFils) return false;
    // Without the person's fields, or with another payment's approval, nothing can be posted.
    if (approvalObstacle(payment, command.authorisation, deps) !== null) return false;
    recordApproval(payment, command.authorisation, 'decision', deps, [decided]);
    return true;
  };

  const decideReversal = (payment: Payment, command: Command, decided: Fact): boolean => {
    if (command.verdict === 'reversed') {
      recordReversed(payment, command.reversalTrace ?? payment.reversalTrace ?? '', [decided]);
      return true;
    }
    if (command.verdict !== 'notReversed') return false;
    requestRefund(payment, 'decision', null, [decided]);
    return true;
  };

  const decideQuarantine = (payment: Payment, command: Command, decided: Fact): boolean => {
    const reason = quarantineOf(journal.history(payment.paymentId))?.reason;
    if (reason === 'reversalUnclear') return decideReversal(payment, command, decided);
    if (command.verdict !== 'settled' || payment.decision?.verdict === 'settled') return false;
    journal.commit({
      paymentId: payment.paymentId,
      facts: [decided],
      outbox: (table) => {
        // People answered for it: it is at risk no more.
        for (const kind of ['payment', 'reversal'] as const) {
          if (table.row(payment.paymentId, kind)?.status === 'quarantined')
            table.mark(payment.paymentId, kind, 'done');
        }
      },
    });
    return true;
  };

  const apply = (payment: Payment, command: Command): boolean => {
    const decided: Fact = {
      v: 1,
      type: 'decided',
      commandId: command.commandId,
      verdict: command.verdict,
      operators: command.operators,
    };
    switch (payment.state) {
      case 'inDoubt':
        return decideCharge(payment, command, decided);
      case 'reversing':
        // Before people were asked a newer reversal may still go out: their answer would be about the last.
        return payment.peopleAsked === true && decideReversal(payment, command, decided);
      case 'quarantined':
        return decideQuarantine(payment, command, decided);
      default:
        return false;
    }
  };

  const carryOut = (command: Command): Result<PaymentState, CommandRefusal> => {
    const payment = journal.payment(command.paymentId);
    if (payment === null) return fail('unknownPayment');
    // Done before, and the answer was lost.
    if (payment.decision?.commandId === command.commandId) return ok(payment.state);
    if (Date.parse(command.expiresAt) <= deps.clock.wallMs()) return fail('expired');
    if (!apply(payment, command)) return fail('impossible');
    return ok(journal.payment(command.paymentId)?.state ?? payment.state);
  };

  return {
    obey: (sent) =>
      deps.mutex((): Promise<CommandAnswer> => {
        const checked = checkCommand(sent, deps);
        const done = checked.ok ? carryOut(checked.value) : checked;
        if (done.ok) {
          deps.log('command.applied', { commandId: sent.commandId, state: done.value });
          deps.outbox().wake();
          deps.onChange();
          return Promise.resolve({ outcome: 'applied', state: done.value });
        }
        deps.log('command.refused', { commandId: sent.commandId, reason: done.error });
        const state = checked.ok ? (journal.payment(checked.value.paymentId)?.state ?? null) : null;
        return Promise.resolve({ outcome: 'refused', reason: done.error, state });
      }),
  };
};
