import { bahrainDay } from '../database/day.ts';
import type { NewTransfer } from '../store/rows.ts';

/** What the acquirer owes us for charged cards. */
export const CARD_CLEARING = 'cardClearing';
/** What was charged but refused, and must go back. */
export const REFUNDS_DUE = 'refundsDue';
/** What we owe the ministry behind a service. */
export const ministryPayable = (serviceId: string): string => `ministryPayable:${serviceId}`;

export type LineMovement = Pick<
  NewTransfer,
  'payment_id' | 'line_id' | 'kind' | 'service_id' | 'amount_fils'
> & {
  /** What became of the line when it was recorded: from there its money goes back. */
  readonly status: 'posted' | 'refused';
  /** When the card was authorised, as the kiosk says. */
  readonly paidMs: number;
};

const accountsOf = ({
  kind,
  status,
  service_id,
}: Pick<LineMovement, 'kind' | 'status' | 'service_id'>): { debit: string; credit: string } => {
  switch (kind) {
    case 'posted':
      return { debit: CARD_CLEARING, credit: ministryPayable(service_id) };
    case 'refused':
      return { debit: CARD_CLEARING, credit: REFUNDS_DUE };
    case 'reversed':
    case 'refunded':
      return {
        debit: status === 'posted' ? ministryPayable(service_id) : REFUNDS_DUE,
        credit: CARD_CLEARING,
      };
  }
};

/**
 * One balanced transfer a line, received at `nowMs`. A kiosk's clock may be wrong by years: the paying
 * day it tells is kept only up to the receiving day.
 */
export const transfersOf = (
  movements: readonly LineMovement[],
  nowMs: number,
): readonly NewTransfer[] =>
  movements.map((movement) => {
    const { debit, credit } = accountsOf(movement);
    return {
      payment_id: movement.payment_id,
      line_id: movement.line_id,
      kind: movement.kind,
      paid_on: bahrainDay(Math.min(movement.paidMs, nowMs)),
      service_id: movement.service_id,
      debit_account: debit,
      credit_account: credit,
      amount_fils: movement.amount_fils,
    };
  });
