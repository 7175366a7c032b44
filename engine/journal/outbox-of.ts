import type { PaymentState } from '../../contract/payment.ts';
import type { Payment } from '../payments/fold.ts';
import type { OutboxStatus } from './outbox-table.ts';

const BY_STATE: Readonly<Record<PaymentState, OutboxStatus | null>> = {
  intent: null,
  authorising: null,
  declined: null,
  cancelled: null,
  approved: 'held',
  inDoubt: 'held',
  confirmed: 'released',
  notCharged: 'void',
  posted: 'done',
  refused: 'done',
  reversing: 'done',
  reversed: 'done',
  refundRequested: 'done',
  refunded: 'done',
  quarantined: 'quarantined',
};

/** How a payment's document stands in the outbox, from its facts; `null` where it was never approved. */
export const rightStatus = (payment: Payment): OutboxStatus | null =>
  payment.authorisation === null ? null : BY_STATE[payment.state];

/** Never sent again, for whatever reason. */
export const isDone = (status: OutboxStatus): boolean =>
  status === 'done' || status === 'void' || status === 'quarantined';
