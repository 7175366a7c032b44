/** A terminal's approval as the kiosk keeps it, and back to the key of its reversal. */
import type { Fils } from '../../../contract/money.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import { readAdditionalResponse } from '../codec/additional-response.ts';
import { hideCardNumbers, lastFourOf } from '../codec/card-numbers.ts';
import type { TransactionId } from '../codec/requests.ts';
import type { PaymentResponse } from '../codec/responses.ts';

/**
 * POITransactionID fits if it can be rebuilt to the letter from trace, date and time: it is the only key
 * of a reversal (nexo digest §1.23).
 */
const splitTimeStamp = (
  timeStamp: string,
): { readonly date: string; readonly time: string } | null => {
  const [, date, time] = /^([^T]{1,16})T(.{1,32})$/u.exec(timeStamp) ?? [];
  return date === undefined || time === undefined ? null : { date, time };
};

/** POITransactionID of an authorisation that `authorisationOf` made. */
export const transactionIdOf = (authorisation: Authorisation): TransactionId => ({
  id: authorisation.trace,
  timeStamp: `${authorisation.terminalDate}T${authorisation.terminalTime}`,
});

/** POITransactionID of a response, verbatim; `null` where it cannot be kept to the letter. */
export const poiTransactionOf = (
  response: Pick<PaymentResponse, 'POIData'>,
): TransactionId | null => {
  const found = response.POIData?.POITransactionID;
  if (found === undefined || found.TransactionID.length > 64) return null;
  return splitTimeStamp(found.TimeStamp) === null
    ? null
    : { id: found.TransactionID, timeStamp: found.TimeStamp };
};

/** `01,Mastercard Debit` → `Mastercard Debit` (digest §5). */
const schemeOf = (brand: string | undefined): string =>
  hideCardNumbers((brand ?? '').replace(/^[0-9]+,/u, '')).slice(0, 32);

/** The last four digits and whether the number came in clear. */
export const cardOf = (
  response: PaymentResponse,
): { readonly lastFour: string | null; readonly notMasked: boolean } => {
  const card = response.PaymentResult?.PaymentInstrumentData?.CardData;
  const masked = lastFourOf(card?.MaskedPan ?? card?.MaskedPAN);
  const { cardSummary } = readAdditionalResponse(response.Response.AdditionalResponse);
  const summary = /^[0-9]{4}$/u.test(cardSummary ?? '') ? (cardSummary ?? null) : null;
  return { lastFour: masked.lastFour ?? summary, notMasked: masked.notMasked };
};

/** The authorisation under `serviceId`, of `amountFils`; the same response gives the same one always. */
export const authorisationOf = (
  response: PaymentResponse,
  named: { readonly serviceId: string; readonly poiId: string },
  transaction: TransactionId,
  amountFils: number,
): Authorisation => {
  const at = splitTimeStamp(transaction.timeStamp);
  const brand = response.PaymentResult?.PaymentInstrumentData?.CardData?.PaymentBrand;
  const code = response.PaymentResult?.PaymentAcquirerData?.ApprovalCode ?? '';
  return {
    amountFils: amountFils as Fils,
    scheme: schemeOf(brand),
    lastFour: cardOf(response).lastFour,
    authorisationCode: hideCardNumbers(code).slice(0, 16),
    terminalId: named.poiId,
    trace: transaction.id,
    receiptNumber: named.serviceId,
    terminalDate: at?.date ?? '',
    terminalTime: at?.time ?? '',
  };
};
