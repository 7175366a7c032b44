import type { PaymentId } from '../../contract/ids.ts';
import type { AuthoriseHooks } from '../../drivers/card-terminal.ts';
import type { ApprovalDeps } from './approval.ts';

/**
 * What a payment and a reversal journal alike while the terminal works: each of it is on the disk when
 * the hook has returned, so before the terminal hears that we have it.
 */
export const journalHooks = (
  { journal, crash }: Pick<ApprovalDeps, 'journal' | 'crash'>,
  paymentId: PaymentId,
): Pick<AuthoriseHooks, 'onReference' | 'onTakeBack' | 'onReply' | 'onReceiptText'> => ({
  onReference: (reference) => {
    journal.commit({ paymentId, facts: [{ v: 1, type: 'terminalReference', reference }] });
  },
  onTakeBack: (reference) => {
    journal.commit({
      paymentId,
      facts: [{ v: 1, type: 'terminalReference', reference, takeBack: true }],
    });
  },
  onReply: (reply) => {
    journal.commit({
      paymentId,
      facts: [{ v: 1, type: 'terminalReply', kind: reply.kind, code: reply.code }],
    });
    crash('terminalReply.after');
  },
  // Promises are for hooks that take long; a failure of this one must reject, not throw past the driver.
  onReceiptText: async (text) => {
    await Promise.resolve();
    journal.commit({
      paymentId,
      facts: [{ v: 1, type: 'terminalText', for: text.for, lineCount: text.lines.length }],
      terminalText: text.lines,
    });
  },
});
