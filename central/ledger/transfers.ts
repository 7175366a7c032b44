import type { DatabaseTransaction } from '../database/schema.ts';

/** What the acquirer owes us for charged cards. */
export const CARD_CLEARING = 'cardClearing';
/** What was charged but refused, and must go back. */
export const REFUNDS_DUE = 'refundsDue';
/** What we owe the ministry behind a service. */
export const ministryPayable = (serviceId: string): string => `ministryPayable:${serviceId}`;

export type LineMovement = {
  readonly lineId: number;
  readonly amountFils: number;
  readonly kind: 'posted' | 'refused' | 'reversed' | 'refunded';
  readonly serviceId: string;
};

const accountsOf = ({ kind, serviceId }: LineMovement): { debit: string; credit: string } => {
  switch (kind) {
    case 'posted':
      return { debit: CARD_CLEARING, credit: ministryPayable(serviceId) };
    case 'refused':
      return { debit: CARD_CLEARING, credit: REFUNDS_DUE };
    case 'reversed':
    case 'refunded':
      return { debit: REFUNDS_DUE, credit: CARD_CLEARING };
  }
};

/** Writes one balanced transfer a line, into the month in which central received it. */
export const recordTransfers = async (
  transaction: DatabaseTransaction,
  paymentId: string,
  movements: readonly LineMovement[],
  nowMs: number,
): Promise<void> => {
  await transaction
    .insertInto('ledger_transfer')
    .values(
      movements.map((movement) => {
        const { debit, credit } = accountsOf(movement);
        return {
          payment_id: paymentId,
          line_id: movement.lineId,
          kind: movement.kind,
          debit_account: debit,
          credit_account: credit,
          amount_fils: movement.amountFils,
          month: new Date(nowMs).toISOString().slice(0, 7),
          recorded_at_ms: nowMs,
        };
      }),
    )
    .execute();
};
