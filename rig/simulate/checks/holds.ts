import type { HoldRequest } from '../../../contract/gateway.ts';
import type { PaymentDocument } from '../../../contract/payment.ts';
import type { Serve } from '../world/network.ts';

export type HoldsWatch = {
  /** Looks on as central answers this kiosk. */
  readonly watching: (kioskId: string, serve: Serve) => Serve;
};

type Held = { readonly kioskId: string; readonly paymentId: string; readonly endsMs: number };

/** As central promises it; checked by a count of its own. */
const HOLD_MS = 15 * 60_000;

/**
 * No two kiosks hold one bill at once: what is charged online is charged once. A hold ends by its time, as
 * its payment is recorded or let go, or as somebody's payment of the bill is recorded.
 */
export const createHoldsWatch = (
  nowMs: () => number,
  broken: (what: string) => void,
): HoldsWatch => {
  const held = new Map<string, Held>();
  const letGo = (which: (billId: string, hold: Held) => boolean): void => {
    for (const [billId, hold] of held) if (which(billId, hold)) held.delete(billId);
  };
  return {
    watching: (kioskId, serve) => async (request) => {
      const reply = await serve(request);
      if (reply.status >= 300) return reply;
      const path = new URL(request.url).pathname;
      if (request.method === 'POST' && path === '/v1/holds') {
        const { paymentId, bills } = JSON.parse(request.body ?? '{}') as HoldRequest;
        for (const { billId } of bills) {
          const other = held.get(billId);
          if (other !== undefined && other.kioskId !== kioskId && other.endsMs > nowMs()) {
            broken(`${kioskId} may charge bill ${billId}, which ${other.kioskId} holds`);
          }
          held.set(billId, { kioskId, paymentId, endsMs: nowMs() + HOLD_MS });
        }
      } else if (request.method === 'DELETE' && path.startsWith('/v1/holds/')) {
        letGo((_, { paymentId }) => path.endsWith(`/${paymentId}`));
      } else if (request.method === 'PUT' && path.startsWith('/v1/payments/')) {
        const signed = JSON.parse(request.body ?? '{}') as { document: string };
        const { paymentId, lines } = JSON.parse(signed.document) as PaymentDocument;
        const paid = new Set(lines.map(({ billId }): string => billId));
        letGo((billId, hold) => hold.paymentId === paymentId || paid.has(billId));
      }
      return reply;
    },
  };
};
