import { sumFils } from '../../contract/money.ts';
import {
  type PaymentDocument,
  paymentDocumentSchema,
  type SignedDocument,
} from '../../contract/payment.ts';
import { fail, type Result } from '../../contract/result.ts';
import { openDocument, type Sender } from '../identity/signed-document.ts';

/** The payment that the sender signed, where it is one and agrees with itself; else why not. */
export const openPayment = (
  signed: SignedDocument,
  sender: Sender,
): Result<PaymentDocument, string> => {
  const opened = openDocument(signed, paymentDocumentSchema, sender);
  if (!opened.ok) return opened;
  const wrong = contradiction(opened.value);
  return wrong === null ? opened : fail(wrong);
};

/** What contradicts itself in a payment document, or `null`. */
const contradiction = ({ lines, totalFils, authorisation }: PaymentDocument): string | null => {
  if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length)
    return 'Two lines have the same number.';
  if (sumFils(lines.map(({ amountFils }) => amountFils)) !== totalFils)
    return 'The lines do not add up to the total.';
  if (authorisation.amountFils !== totalFils)
    return 'The card was charged another amount than the total.';
  return null;
};
