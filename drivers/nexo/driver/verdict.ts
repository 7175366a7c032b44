/** What a PaymentResponse says of the money, wherever it comes from: the payment itself or its repetition. */
import type { Fils } from '../../../contract/money.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import { readAdditionalResponse } from '../codec/additional-response.ts';
import { filsOf } from '../codec/amount.ts';
import { conditionOf, NEXO_RESULT, type ConditionMeaning } from '../codec/conditions.ts';
import { readReceipts } from '../codec/receipt-text.ts';
import { CURRENCY, type TransactionId } from '../codec/requests.ts';
import type { PaymentResponse } from '../codec/responses.ts';
import { authorisationOf, poiTransactionOf } from './authorisation.ts';
import { saleTransactionOf, type Reference } from './reference.ts';

export type PaymentVerdict =
  /** Money taken, in dinars, under a key with which it can be given back. */
  | {
      readonly kind: 'taken';
      readonly authorisation: Authorisation;
      readonly transaction: TransactionId;
      /** A `NEXO_RESULT` why a kiosk may not keep it as it is; `null`: all is as asked. */
      readonly flaw: number | null;
    }
  /** Money taken, and the response lacks the key or the amount. */
  | { readonly kind: 'takenSomehow'; readonly transaction: TransactionId | null }
  | {
      readonly kind: 'failed';
      readonly resultCode: number;
      readonly meaning: ConditionMeaning;
    }
  /** It contradicts itself, or is about another sale. */
  | { readonly kind: 'nonsense' };

const SIGNED = new Set(['SignatureCapture', 'PaperSignature']);

const wantsSignature = (response: PaymentResponse): boolean =>
  readReceipts(response.PaymentReceipt).some((receipt) => receipt.needsSignature) ||
  (response.PaymentResult?.AuthenticationMethod ?? []).some((method) => SIGNED.has(method));

/** The amount a second time, in minor units as text, where it is given (nexo digest §1.5). */
const minorUnitsAgree = (response: PaymentResponse, fils: number): boolean => {
  const said = readAdditionalResponse(response.Response.AdditionalResponse).posAuthAmountValue;
  return said === undefined || said === String(fils);
};

const flawOf = (response: PaymentResponse, fils: number, asked: Fils | null): number | null => {
  if (response.Response.Result === 'Partial') return NEXO_RESULT.partial;
  if (asked !== null && fils !== asked)
    return fils < asked ? NEXO_RESULT.partial : NEXO_RESULT.amountDiffers;
  if (!minorUnitsAgree(response, fils)) return NEXO_RESULT.amountDiffers;
  return wantsSignature(response) ? NEXO_RESULT.signature : null;
};

const isOurSale = (response: PaymentResponse, reference: Reference): boolean => {
  const said = response.SaleData?.SaleTransactionID;
  const ours = saleTransactionOf(reference);
  return said === undefined
    ? true
    : said.TransactionID === ours.id && Date.parse(said.TimeStamp) === Date.parse(ours.timeStamp);
};

/** `asked`: the amount of the request, `null` where only the repetition is known. */
export const judge = (
  response: PaymentResponse,
  reference: Reference,
  poiId: string,
  asked: Fils | null,
): PaymentVerdict => {
  const { Result, ErrorCondition } = response.Response;
  if (!isOurSale(response, reference)) return { kind: 'nonsense' };
  if (Result === 'Failure') {
    const { code, meaning } = conditionOf(ErrorCondition);
    return { kind: 'failed', resultCode: code, meaning };
  }
  // Success with an ErrorCondition contradicts itself (digest §7); a Partial may have one.
  if (Result === 'Success' && ErrorCondition !== undefined) return { kind: 'nonsense' };
  const transaction = poiTransactionOf(response);
  const amounts = response.PaymentResult?.AmountsResp;
  const fils = filsOf(amounts?.AuthorizedAmount);
  const currency = amounts?.Currency ?? CURRENCY;
  if (transaction === null || fils === null || fils === 0 || currency !== CURRENCY)
    return { kind: 'takenSomehow', transaction };
  return {
    kind: 'taken',
    transaction,
    authorisation: authorisationOf(
      response,
      { serviceId: reference.serviceId, poiId },
      transaction,
      fils,
    ),
    flaw: flawOf(response, fils, asked),
  };
};
