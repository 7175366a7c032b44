import type { Service } from '../../contract/catalogue.ts';
import type { HoldRequest, HoldResponse } from '../../contract/gateway.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { isOffered } from '../catalogue/services.ts';
import { recordAudit } from '../audit/record.ts';
import type { BillRow, Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { lockBills } from './lock.ts';
import { dueOf } from './search.ts';

export type HoldProblem = 'unknownService' | 'billNotDue' | 'billHeld';
export type Holder = {
  readonly kioskId: string;
  readonly nowMs: number;
  readonly services?: readonly Service[];
};

export const HOLD_MS = 15 * 60_000;

/**
 * Holds all the bills for this payment or none. The same payment asking again prolongs its hold;
 * a newer payment of the same kiosk takes over, for a kiosk serves one citizen at a time. A hold
 * only keeps other kiosks from starting: what decides in the end is what is due at posting.
 */
export const holdBills = (
  db: Database,
  request: HoldRequest,
  { kioskId, nowMs, services }: Holder,
): Promise<Result<HoldResponse, HoldProblem>> =>
  writing(db, nowMs, async (transaction) => {
    const ids = request.bills.map(({ billId }) => billId);
    if (!request.bills.every(({ serviceId }) => isOffered(serviceId, services)))
      return fail('unknownService');
    const bills = await lockBills(transaction, ids);
    if (new Set(ids).size < ids.length) return fail('billNotDue');
    if (!request.bills.every((asked) => isDue(asked, bills.get(asked.billId))))
      return fail('billNotDue');

    const holds = await transaction
      .selectFrom('bill_hold')
      .selectAll()
      .where('bill_id', 'in', ids)
      .execute();
    if (holds.some((hold) => hold.kiosk_id !== kioskId && hold.expires_at_ms > nowMs))
      return fail('billHeld');

    const mine = holds.filter((hold) => hold.payment_id === request.paymentId);
    const kept =
      mine.length === ids.length && mine.every(({ fence }) => fence === mine[0]?.fence)
        ? mine[0]?.fence
        : undefined;
    const fence = kept ?? 1 + Math.max(...Array.from(bills.values(), (bill) => bill.fence));
    const expiresAtMs = nowMs + HOLD_MS;
    await writeHolds(transaction, ids, {
      payment_id: request.paymentId,
      kiosk_id: kioskId,
      fence,
      expires_at_ms: expiresAtMs,
    });
    await recordAudit(
      transaction,
      [
        {
          subject: request.paymentId,
          actor: kioskId,
          action: 'billsHeld',
          detail: `${String(ids.length)} under fence ${String(fence)}`,
        },
      ],
      nowMs,
    );
    return ok({
      paymentId: request.paymentId,
      fence,
      expiresAt: new Date(expiresAtMs).toISOString(),
    });
  });

/** Lets go of what this kiosk holds for this payment. */
export const releaseHolds = (
  db: Database,
  paymentId: string,
  { kioskId, nowMs }: Holder,
): Promise<void> =>
  writing(db, nowMs, async (transaction) => {
    const released = await transaction
      .deleteFrom('bill_hold')
      .where('payment_id', '=', paymentId)
      .where('kiosk_id', '=', kioskId)
      .executeTakeFirst();
    if (released.numDeletedRows === 0n) return;
    const entry = { subject: paymentId, actor: kioskId, action: 'holdReleased' } as const;
    await recordAudit(transaction, [entry], nowMs);
  });

const isDue = (asked: HoldRequest['bills'][number], bill: BillRow | undefined): boolean =>
  bill?.service_id === asked.serviceId && dueOf(bill) === asked.amountFils;

const writeHolds = async (
  transaction: DatabaseTransaction,
  billIds: readonly string[],
  hold: { payment_id: string; kiosk_id: string; fence: number; expires_at_ms: number },
): Promise<void> => {
  await transaction
    .insertInto('bill_hold')
    .values(billIds.map((bill_id) => ({ bill_id, ...hold })))
    .onConflict((c) => c.column('bill_id').doUpdateSet(hold))
    .execute();
  await transaction
    .updateTable('bill')
    .set({ fence: hold.fence })
    .where('bill_id', 'in', billIds)
    .execute();
};
