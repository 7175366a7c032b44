import type { PaymentId } from '../../contract/ids.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Log } from '../log.ts';
import type { Payment } from './fold.ts';

/**
 * Frees the bills of a payment that charged nothing, so that another kiosk need not wait for the hold
 * to expire. Best effort, once a payment: a hold that stays ends by itself.
 */
export const createFreeHolds = (deps: {
  readonly gateway: Pick<Gateway, 'releaseHold'>;
  readonly online: () => boolean;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): ((payment: Pick<Payment, 'paymentId' | 'state'>) => void) => {
  let last: PaymentId | null = null;
  return ({ paymentId, state }) => {
    const over = state === 'declined' || state === 'cancelled' || state === 'notCharged';
    if (!over || paymentId === last || !deps.online()) return;
    last = paymentId;
    deps.gateway
      .releaseHold(paymentId)
      .then((freed) => {
        if (!freed.ok) deps.log('hold.notFreed', { paymentId, kind: freed.error.kind });
      })
      .catch(deps.onBug);
  };
};
