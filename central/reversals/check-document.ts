import type { ReversalDocument } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import type { LineRow } from '../store/rows.ts';

export type RefusedLine = Pick<LineRow, 'line_id' | 'amount_fils' | 'status'>;

/** What in a reversal does not fit the payment it is about, or `null`. */
export const reversalContradiction = (
  reversal: ReversalDocument,
  lines: readonly RefusedLine[],
  { authorisation }: PaymentDocument,
): string | null => {
  const refused = lines.filter(({ status }) => status === 'refused');
  if (refused.length === 0) return 'No line of this payment was refused.';
  const asked = [...reversal.lineIds].sort((a, b) => a - b);
  if (asked.join() !== refused.map(({ line_id }) => line_id).join())
    return 'The lines are not exactly those that were refused.';
  if (reversal.amountFils !== refused.reduce((sum, line) => sum + line.amount_fils, 0))
    return 'The amount is not that of the refused lines.';
  if (reversal.originalTrace !== authorisation.trace)
    return 'The trace is not that of the payment’s authorisation.';
  if (reversal.kind !== 'terminal') return null;
  // A terminal reverses the whole charge, never a part of it.
  if (refused.length < lines.length) return 'A part of this payment was posted.';
  return reversal.reversalTrace === null ? 'The reversal’s own trace is missing.' : null;
};
