import type { Fact } from '../journal/facts.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ApprovalDeps } from './approval.ts';
import { refusedLines, reversalDocument } from './documents.ts';
import type { Payment } from './fold.ts';

export type RefundReason = Extract<Fact, { type: 'refundRequested' }>['why'];

export type GiveBack = {
  /** Central is asked to pay back what was refused. */
  readonly requestRefund: (
    payment: Payment,
    why: RefundReason,
    resultCode: number | null,
    before?: readonly Fact[],
  ) => void;
  /** The card has its money again; central is told. */
  readonly recordReversed: (payment: Payment, trace: string, before?: readonly Fact[]) => void;
};

/** The two ways in which refused money is known to go back, each with its row for central in one commit. */
export const createGiveBack = (
  deps: ApprovalDeps & { readonly outbox: () => Pick<Outbox, 'wake'> },
): GiveBack => {
  const commit = (
    payment: Payment,
    fact: Fact,
    way: { readonly kind: 'terminal' | 'refund'; readonly reversalTrace: string | null },
    before: readonly Fact[],
  ): void => {
    const { lineIds, amountFils } = refusedLines(payment);
    const document = reversalDocument(
      payment,
      { ...way, lineIds, amountFils, atMs: deps.clock.wallMs() },
      deps,
    );
    deps.journal.commit({
      paymentId: payment.paymentId,
      facts: [...before, fact],
      outbox: (table) => {
        table.add(
          { paymentId: payment.paymentId, kind: 'reversal', amountFils, status: 'released' },
          document,
        );
      },
    });
  };

  return {
    requestRefund: (payment, why, resultCode, before = []) => {
      const { lineIds, amountFils } = refusedLines(payment);
      commit(
        payment,
        { v: 1, type: 'refundRequested', lineIds: [...lineIds], amountFils, why, resultCode },
        { kind: 'refund', reversalTrace: null },
        before,
      );
      deps.crash('refundRequested.after');
      deps.outbox().wake();
    },
    recordReversed: (payment, trace, before = []) => {
      deps.crash('reversed.before');
      commit(
        payment,
        { v: 1, type: 'reversed', trace },
        { kind: 'terminal', reversalTrace: trace },
        before,
      );
      deps.crash('reversed.after');
      deps.outbox().wake();
    },
  };
};
