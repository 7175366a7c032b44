import type { PaymentId } from '../../contract/ids.ts';
import { FINAL_STATES, type PaymentState } from '../../contract/payment.ts';
import type { Payment } from '../payments/fold.ts';
import type { SqlDatabase } from './sql.ts';

/** Which payments still need something, by state: in memory, since an index costs every commit a page. */
export type OpenPayments = {
  /** After the commit that brought it there; `seq`: its last fact's. */
  readonly note: (payment: Payment, seq: number) => void;
  /** The one whose last fact is the oldest first. None of `states` may be final. */
  readonly ids: (states: readonly PaymentState[]) => readonly PaymentId[];
};

type Row = {
  readonly payment_id: PaymentId;
  readonly state: PaymentState;
  readonly last_seq: number;
};

export const isFinal = (state: PaymentState): boolean => FINAL_STATES.includes(state);

/** Reads once which they are. */
export const createOpenPayments = (db: SqlDatabase): OpenPayments => {
  const states = new Map<PaymentState, Map<PaymentId, number>>();
  const stateOf = new Map<PaymentId, PaymentState>();
  const put = (id: PaymentId, state: PaymentState, seq: number): void => {
    const before = stateOf.get(id);
    if (before !== undefined) states.get(before)?.delete(id);
    if (isFinal(state)) {
      stateOf.delete(id);
      return;
    }
    stateOf.set(id, state);
    const those = states.get(state) ?? new Map<PaymentId, number>();
    states.set(state, those.set(id, seq));
  };
  const rows = db.prepare(
    `SELECT payment_id, state, last_seq FROM payments
     WHERE state NOT IN (${FINAL_STATES.map(() => '?').join(', ')}) ORDER BY last_seq`,
  );
  for (const row of rows.iterate(...FINAL_STATES) as Iterable<Row>) {
    put(row.payment_id, row.state, row.last_seq);
  }
  return {
    note: (payment, seq) => {
      put(payment.paymentId, payment.state, seq);
    },
    ids: (wanted) =>
      wanted
        .flatMap((state) => [...(states.get(state) ?? [])])
        .sort(([, a], [, b]) => a - b)
        .map(([id]) => id),
  };
};
