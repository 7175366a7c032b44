import type { OutcomeKind, ReceiptStatus, Screen } from '../../contract/view.ts';

type Outcome = Screen & { name: 'outcome' };

/** What the amount on the screen is, in `outcome.amount`. */
export const amountMeaning = (
  kind: OutcomeKind,
): 'paid' | 'due' | 'unclear' | 'toReturn' | 'returned' => {
  switch (kind) {
    case 'paid':
    case 'queued':
    case 'needsStaff':
      return 'paid';
    case 'declined':
    case 'cancelled':
    case 'notCharged':
    case 'terminalNotReady':
      return 'due';
    case 'checking':
      return 'unclear';
    case 'refused':
      return 'toReturn';
    case 'refunded':
    case 'reversed':
      return 'returned';
  }
};

const WITHOUT_PAPER: readonly ReceiptStatus[] = ['none', 'unknown', 'failed'];

/** The QR stands in for paper that did not surely come out, and follows a payment that is not over. */
export const showsQr = ({ slipUrl, receipt, kind }: Outcome): boolean =>
  slipUrl !== null && (WITHOUT_PAPER.includes(receipt) || kind === 'queued' || kind === 'checking');

/** Only where the paper failed or nobody knows: a second print is a copy, never a second receipt. */
export const mayPrintAgain = ({ receipt, slipUrl }: Outcome): boolean =>
  slipUrl !== null && (receipt === 'failed' || receipt === 'unknown');
