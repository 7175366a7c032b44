import type { TerminalReceiptText } from '../../card-terminal.ts';
import type { PrintedText } from '../codec/receipt-text.ts';

/** Whose text it is, as the terminal said it; where it did not, by what it was doing. */
export const toReceiptText = (
  { receipt, lines }: PrintedText,
  during: 'payment' | 'endOfDay',
): TerminalReceiptText => {
  if (receipt === 'customer' || receipt === 'merchant') return { for: receipt, lines };
  return { for: during === 'endOfDay' ? 'endOfDay' : 'other', lines };
};
