import type { OutcomeKind } from '../../contract/view.ts';
import type { ReceiptKind } from '../journal/facts.ts';
import type { Payment } from '../payments/fold.ts';

/** What a payment's state means to the person who stands here; `null` while the card is being taken. */
export const outcomeKind = ({
  state,
  terminalNotReady,
}: Pick<Payment, 'state' | 'terminalNotReady'>): OutcomeKind | null => {
  switch (state) {
    case 'intent':
    case 'authorising':
    case 'approved':
      return null;
    case 'declined':
    case 'cancelled':
    case 'refunded':
    case 'reversed':
      return state;
    case 'notCharged':
      return terminalNotReady === true ? 'terminalNotReady' : state;
    case 'confirmed':
      return 'queued';
    case 'posted':
      return 'paid';
    case 'inDoubt':
      return 'checking';
    case 'refused':
    case 'reversing':
    case 'refundRequested':
      return 'refused';
    case 'quarantined':
      return 'needsStaff';
  }
};

/** The paper that goes with an outcome; `null` where nothing was charged. */
export const receiptFor = (kind: OutcomeKind): ReceiptKind | null => {
  switch (kind) {
    case 'paid':
      return 'final';
    case 'queued':
      return 'queued';
    case 'checking':
    case 'needsStaff':
      return 'checking';
    case 'refused':
      return 'refused';
    case 'reversed':
    case 'refunded':
      return 'reversed';
    case 'declined':
    case 'cancelled':
    case 'notCharged':
    case 'terminalNotReady':
      return null;
  }
};
