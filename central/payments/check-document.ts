import { sumFils } from '../../contract/money.ts';
import type { PaymentDocument } from '../../contract/payment.ts';

/** What contradicts itself in a payment document, or `null`. */
export const contradiction = ({
  lines,
  totalFils,
  authorisation,
}: PaymentDocument): string | null => {
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length)
    return 'Two lines have the same number.';
  if (sumFils(lines.map(({ amountFils }) => amountFils)) !== totalFils)
    return 'The lines do not add up to the total.';
  if (authorisation.amountFils !== totalFils)
    return 'The card was charged another amount than the total.';
  return null;
};
