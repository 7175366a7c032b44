import { sql } from 'kysely';
import { bahrainDay } from '../database/day.ts';
import type { DatabaseTransaction, MovementKind } from '../database/schema.ts';

/** What the acquirer owes us for charged cards. */
export const CARD_CLEARING = 'cardClearing';
/** What was charged but refused, and must go back. */
export const REFUNDS_DUE = 'refundsDue';
/** What we owe the ministry behind a service. */
export const ministryPayable = (serviceId: string): string => `ministryPayable:${serviceId}`;

export type LineMovement = {
  readonly paymentId: string;
  readonly lineId: number;
  readonly amountFils: number;
  readonly kind: MovementKind;
  readonly serviceId: string;
  /** When the card was authorised, as the kiosk says. */
  readonly paidMs: number;
};

const accountsOf = ({
  kind,
  serviceId,
}: Pick<LineMovement, 'kind' | 'serviceId'>): { debit: string; credit: string } => {
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

/**
 * Writes one balanced transfer a line, all of one kiosk, on the day on which central received them. A
 * kiosk's clock may be wrong by years: the paying day it tells is kept only up to the receiving day.
 */
export const recordTransfers = async (
  transaction: DatabaseTransaction,
  kioskId: string,
  movements: readonly LineMovement[],
  nowMs: number,
): Promise<void> => {
  const accounts = movements.map(accountsOf);
  const paidDays = movements.map(({ paidMs }) => bahrainDay(Math.min(paidMs, nowMs)));
  await sql`
    insert into ledger_transfer (payment_id, line_id, kind, received_on, paid_on, kiosk_id,
      service_id, channel, debit_account, credit_account, amount_fils, recorded_at_ms)
    select id, line, new.kind, ${bahrainDay(nowMs)}::date, paid_on, kiosk.kiosk_id, service,
        kiosk.channel, debit, credit, amount, ${nowMs}::bigint
      from unnest(${movements.map(({ paymentId }) => paymentId)}::uuid[],
        ${movements.map(({ lineId }) => lineId)}::integer[],
        ${movements.map(({ kind }) => kind)}::text[],
        ${paidDays}::date[],
        ${movements.map(({ serviceId }) => serviceId)}::text[],
        ${accounts.map(({ debit }) => debit)}::text[],
        ${accounts.map(({ credit }) => credit)}::text[],
        ${movements.map(({ amountFils }) => amountFils)}::bigint[])
      as new (id, line, kind, paid_on, service, debit, credit, amount)
      join kiosk on kiosk.kiosk_id = ${kioskId}`.execute(transaction);
};
