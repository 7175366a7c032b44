import type { Authorisation } from '../../../contract/payment.ts';
import { BAHRAINI_DINAR } from '../codec/commands.ts';
import type { StatusInformation } from '../codec/messages.ts';

/**
 * Whether a successful reversal status is about `original`. Receipt numbers repeat in time, so
 * that the original trace (BMP 37) and the amount must not say otherwise (digest §5.5, §8), and at
 * least one of them must be there.
 */
export const saysOurReversal = (
  status: StatusInformation,
  original: Pick<Authorisation, 'trace' | 'amountFils'>,
): boolean => {
  const { amount, originalTrace, currency } = status;
  if (amount === null && originalTrace === null) return false;
  return (
    (amount === null || amount === original.amountFils) &&
    (originalTrace === null || original.trace === '' || originalTrace === original.trace) &&
    (currency === null || currency === BAHRAINI_DINAR)
  );
};
