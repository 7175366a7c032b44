import type { PaymentState } from '../../../contract/payment.ts';
import type { Payment } from '../../../engine/payments/fold.ts';

/** A bill as central has it from the first on; `inParts`: its service takes parts. */
export type WholeBill = { readonly fils: number; readonly inParts: boolean };

type Charge = { readonly fils: number; readonly isPosted: boolean };

/** A card was or may have been charged, and nothing of it was given back. */
const CHARGED: readonly PaymentState[] = ['approved', 'confirmed', 'inDoubt', 'posted'];

/** What one kiosk has charged, by bill. */
export type ChargedBills = {
  /** As a payment of a journal now stands. */
  readonly hold: (payment: Payment) => void;
  /** Why this card must not be asked for; `null`: it may be. */
  readonly against: (payment: Payment) => string | null;
  readonly forget: () => void;
};

/**
 * A bill is charged once at a kiosk. One that is taken in parts may be charged again when each part before
 * was posted, for no more than is left of it.
 */
export const createChargedBills = (
  billOf: (billId: string) => WholeBill | undefined,
): ChargedBills => {
  const charged = new Map<string, Map<string, Charge>>();

  const isLeft = (before: readonly Charge[], fils: number, billId: string): boolean => {
    const bill = billOf(billId);
    return (
      bill?.inParts === true &&
      before.every(({ isPosted }) => isPosted) &&
      before.reduce((sum, charge) => sum + charge.fils, fils) <= bill.fils
    );
  };

  return {
    forget: () => {
      charged.clear();
    },
    hold: ({ lines, state, paymentId }) => {
      for (const { billId, amountFils } of lines) {
        const charges = charged.get(billId) ?? new Map<string, Charge>();
        if (CHARGED.includes(state))
          charges.set(paymentId, { fils: amountFils, isPosted: state === 'posted' });
        else charges.delete(paymentId);
        charged.set(billId, charges);
      }
    },
    against: ({ lines, state, paymentId }) => {
      if (state !== 'authorising') return null;
      for (const { billId, amountFils } of lines) {
        const others = [...(charged.get(billId) ?? [])].filter(([id]) => id !== paymentId);
        if (others.length === 0) continue;
        if (
          isLeft(
            others.map(([, charge]) => charge),
            amountFils,
            billId,
          )
        )
          continue;
        return `${paymentId} charges bill ${billId}, which ${others.map(([id]) => id).join(', ')} has charged`;
      }
      return null;
    },
  };
};
