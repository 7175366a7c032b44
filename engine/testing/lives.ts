import type { LineOutcome } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Authorisation } from '../../contract/payment.ts';
import type { Fact } from '../journal/facts.ts';
import { recordApproval } from '../payments/approval.ts';
import type { Payment } from '../payments/fold.ts';
import { authorisation, beginPayment, intentFact, type Bench } from './sample.ts';

/** The payment as the journal has it; throws where there is none. */
export const paymentOf = (bench: Bench, paymentId: PaymentId): Payment => {
  const payment = bench.journal.payment(paymentId);
  if (payment === null) throw new Error(`no payment ${paymentId}`);
  return payment;
};

const refused: readonly LineOutcome[] = [{ lineId: 1, status: 'refused', reason: 'alreadyPaid' }];

/** A payment brought to a state as the engine brings it there. */
export const approvedPayment = (
  bench: Bench,
  approval: Authorisation = authorisation(),
  intent: Fact = intentFact(),
): PaymentId => {
  const paymentId = beginPayment(bench, intent);
  recordApproval(paymentOf(bench, paymentId), approval, 'statusInformation', bench);
  return paymentId;
};

export const confirmedPayment = (bench: Bench, approval?: Authorisation): PaymentId => {
  const paymentId = approvedPayment(bench, approval);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'confirmed', by: 'completion' }],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'released');
    },
  });
  return paymentId;
};

export const refusedPayment = (bench: Bench, approval?: Authorisation): PaymentId => {
  const paymentId = confirmedPayment(bench, approval);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'refused', recordedAt: '2026-11-22T13:41:00.000Z', lines: [...refused] }],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'done');
    },
  });
  return paymentId;
};

export const inDoubtPayment = (
  bench: Bench,
  intent?: Fact,
  before: readonly Fact[] = [],
): PaymentId => {
  const paymentId = beginPayment(bench, intent);
  const doubt: Fact = { v: 1, type: 'inDoubt', reason: 'noAnswer' };
  bench.journal.commit({ paymentId, facts: [...before, doubt] });
  return paymentId;
};
