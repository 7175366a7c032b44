import type { Mishaps } from '../../simulator-kit/mishaps.ts';

/** What can be made to go wrong, once or `times` times. */
export const MISHAPS = [
  'decline', // condition?, none? : Failure of the next payment
  'partial', // amountFils
  'wrongAmount', // amountFils, currency?
  'minorUnits', // amountFils: posAuthAmountValue says something else
  'contradiction', // Success with an ErrorCondition
  'signature', // approved against one
  'noReply', // the next request arrives nowhere; its connection hangs
  'swallow', // the next request arrives nowhere; its connection dies
  'loseReply', // the next answer is never sent; the connection dies
  'cutReply', // … in the middle of its body
  'answerLate', // the payment's connection dies as it begins; it goes on
  'abortIgnored', // the next Abort changes nothing
  'unsealedSuccess', // the next answer comes in clear
  'unsealedError', // condition: an error in clear in place of the service
  'wrongHeader', // field, where: 'outer' | 'both'
  'tamper', // what
  'cryptoError', // HTTP 401
  'httpStatus', // status
  'html', // a page with status 200
  'emptyReply', // 200 and nothing
  'flood', // an answer of five megabytes
  'otherRepeat', // a question is answered about another ServiceID
  'reject', // EventNotification in place of the service
  'refuseReversal', // condition
  'refuseTotals', // condition
] as const;
export type MishapName = (typeof MISHAPS)[number];

export type NexoMishaps = Mishaps<MishapName>;

/** A text among a mishap's options. */
export const textOf = (
  options: Readonly<Record<string, unknown>>,
  name: string,
  fallback: string,
): string => {
  const value = options[name];
  return typeof value === 'string' ? value : fallback;
};
