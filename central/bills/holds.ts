import type { Service } from '../../contract/catalogue.ts';
import type { HoldRequest, HoldResponse } from '../../contract/gateway.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { isOffered, SERVICES } from '../catalogue/services.ts';
import type { Store } from '../store/port.ts';
import type { BillRow, HoldRow } from '../store/rows.ts';
import { dueOf } from './due.ts';

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
  store: Store,
  request: HoldRequest,
  { kioskId, nowMs, services }: Holder,
): Promise<Result<HoldResponse, HoldProblem>> =>
  store.write(nowMs, async (rows) => {
    const ids = request.bills.map(({ billId }) => billId);
    if (!request.bills.every(({ serviceId }) => isOffered(serviceId, services)))
      return fail('unknownService');
    const bills = await rows.lockBills(ids);
    if (new Set(ids).size < ids.length) return fail('billNotDue');
    if (!request.bills.every((asked) => isDue(asked, bills.get(asked.billId), services)))
      return fail('billNotDue');

    const holds = await rows.holdsOn(ids);
    if (holds.some((hold) => hold.kiosk_id !== kioskId && hold.expires_at_ms > nowMs))
      return fail('billHeld');

    const { paymentId } = request;
    const fence =
      keptFence(holds, paymentId, ids.length) ??
      1 + Math.max(...Array.from(bills.values(), (bill) => bill.fence));
    const expiresAtMs = nowMs + HOLD_MS;
    await rows.hold(ids, {
      payment_id: paymentId,
      kiosk_id: kioskId,
      fence,
      expires_at_ms: expiresAtMs,
    });
    const detail = `${String(ids.length)} under fence ${String(fence)}`;
    const entry = { subject: paymentId, actor: kioskId, action: 'billsHeld', detail } as const;
    await rows.audit([entry], nowMs);
    return ok({ paymentId, fence, expiresAt: new Date(expiresAtMs).toISOString() });
  });

/** Lets go of what this kiosk holds for this payment. */
export const releaseHolds = (
  store: Store,
  paymentId: string,
  { kioskId, nowMs }: Holder,
): Promise<void> =>
  store.write(nowMs, async (rows) => {
    if ((await rows.release({ kioskId, paymentIds: [paymentId] })) === 0) return;
    const entry = { subject: paymentId, actor: kioskId, action: 'holdReleased' } as const;
    await rows.audit([entry], nowMs);
  });

/** All that is left of it, or a part where the service takes parts. */
const isDue = (
  asked: HoldRequest['bills'][number],
  bill: BillRow | undefined,
  services: readonly Service[] = SERVICES,
): boolean => {
  if (bill?.service_id !== asked.serviceId) return false;
  const due = dueOf(bill);
  const partial = services.find(({ id }) => id === asked.serviceId)?.partial;
  return (
    asked.amountFils === due ||
    (partial !== undefined && asked.amountFils >= partial.leastFils && asked.amountFils < due)
  );
};

/** The payment's own, where all the bills are held for it under one. */
const keptFence = (
  holds: readonly HoldRow[],
  paymentId: string,
  bills: number,
): number | undefined => {
  const mine = holds.filter((hold) => hold.payment_id === paymentId);
  const fence = mine[0]?.fence;
  return mine.length === bills && mine.every((hold) => hold.fence === fence) ? fence : undefined;
};
