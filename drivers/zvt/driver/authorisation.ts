import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import { payableFils, type Fils } from '../../../contract/money.ts';
import { BAHRAINI_DINAR } from '../codec/commands.ts';
import type { StatusInformation } from '../codec/messages.ts';

/** ZVT card types (digest §10), for terminals that send no card name. */
const SCHEMES: Readonly<Record<number, string>> = {
  5: 'girocard',
  6: 'Mastercard',
  8: 'American Express',
  10: 'VISA',
  11: 'VISA Electron',
  12: 'Diners',
  13: 'V PAY',
  14: 'JCB',
  46: 'Maestro',
  97: 'Alipay',
  198: 'UnionPay',
  232: 'Discover',
};

/**
 * What is kept of a payment's or reversal's status, or `malformed` where it names no payable
 * amount. Fields the terminal left out are empty; `knownTerminalId` is from the registration.
 */
export const toAuthorisation = (
  status: StatusInformation,
  knownTerminalId: string | null,
): Result<Authorisation, 'malformed'> => {
  const amount = payableFils(status.amount ?? 0);
  if (!amount.ok) return fail('malformed');
  const scheme = status.cardName ?? SCHEMES[status.cardType ?? -1] ?? '';
  return ok({
    amountFils: amount.value,
    scheme: scheme.slice(0, 32),
    lastFour: status.lastFour,
    authorisationCode: status.authorisationCode ?? '',
    terminalId: status.terminalId ?? knownTerminalId ?? '',
    trace: status.trace ?? '',
    receiptNumber: status.receiptNumber ?? '',
    terminalDate: status.date ?? '',
    terminalTime: status.time ?? '',
  });
};

/** A host code that BMP 27 cannot say and gives as 0 (digest §0.9): no approval to rely on. */
const hasHiddenHostCode = ({ hostCode }: StatusInformation): boolean =>
  hostCode !== null && hostCode >= 0xa0 && hostCode <= 0xaf;

/**
 * Whether a successful status says what was asked for: the amount to the fils, and dinars. A
 * currency that was left out is no difference, an amount that was left out is (digest §7, §12.2).
 */
export const saysWhatWasAsked = (status: StatusInformation, amount: Fils): boolean =>
  status.amount === amount &&
  (status.currency === null || status.currency === BAHRAINI_DINAR) &&
  !hasHiddenHostCode(status);
