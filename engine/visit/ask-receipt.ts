/** For whoever has a receipt's number and not its QR: the number, then the last four digits of the card. */
import { normaliseDigits } from '../../contract/digits.ts';
import { readShortPaymentId } from '../../contract/ids.ts';
import type { Position } from './position.ts';

/** What was typed as the number: on to the digits, or the question again. */
export const readNumber = (typed: string): Position => {
  const shortId = readShortPaymentId(normaliseDigits(typed));
  return { at: 'askReceipt', shortId, problem: shortId === null ? 'unreadable' : null };
};

/** What was typed as the digits: on to the search, or the question again. */
export const readCardDigits = (
  shortId: string,
  typed: string,
): Extract<Position, { at: 'findingReceipt' | 'askReceipt' }> => {
  const lastFour = normaliseDigits(typed);
  return /^[0-9]{4}$/u.test(lastFour)
    ? { at: 'findingReceipt', by: { shortId, lastFour } }
    : { at: 'askReceipt', shortId, problem: 'notFourDigits' };
};
