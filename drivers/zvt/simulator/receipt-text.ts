import { CARDS } from './cards.ts';
import { ascii } from './fields.ts';
import type { Transaction } from './memory.ts';

/** Attribute bits of `06 D1` (ZVT digest §6.5). */
const CENTRED = 0x40;
const LAST_LINE = 0x81;

/** The customer's copy as data of `06 D1` messages: attribute byte and text, one line each. */
export const receiptLines = (transaction: Transaction, terminalId: string): readonly number[][] => {
  const { amountFils, kind, trace, receipt, date, time, authorisationCode } = transaction;
  const card = CARDS[transaction.card];
  const amount = `${Math.floor(amountFils / 1000)}.${String(amountFils % 1000).padStart(3, '0')}`;
  const line = (attribute: number, text: string): number[] => [attribute, ...ascii(text)];
  return [
    line(CENTRED, kind === 'payment' ? 'CARD PAYMENT' : 'REVERSAL'),
    line(0, `Terminal ${terminalId}`),
    line(0, `Receipt ${receipt}  Trace ${trace}`),
    line(0, `${date.slice(2)}.${date.slice(0, 2)}. ${time.slice(0, 2)}:${time.slice(2, 4)}`),
    line(0, `${card.label} ************${card.pan.slice(-4)}`),
    line(0, `Authorisation ${authorisationCode}`),
    line(CENTRED, `BHD ${amount}`),
    [LAST_LINE],
  ];
};
