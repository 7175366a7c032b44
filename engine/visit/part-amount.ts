/** A part of a bill, where the ministry takes parts: the rest stays due. */
import type { BilledService } from '../../contract/catalogue.ts';
import { checkAmount } from '../../contract/digits.ts';
import { formatFils, type Fils } from '../../contract/money.ts';
import type { Language } from '../../contract/language.ts';
import type { Bill } from '../../contract/payment.ts';
import { bothTexts } from '../receipts/texts.ts';
import type { AmountRange } from './free-amount.ts';
import type { FoundBills, Position } from './position.ts';

/** What may be paid of it, less than all; `null` where it is taken whole or not at all. */
export const partRange = (
  service: BilledService,
  bill: Bill,
  mostFils: number,
): AmountRange | null => {
  if (service.partial === undefined) return null;
  const { leastFils, stepFils } = service.partial;
  const most = Math.min(bill.amountFils - 1, service.limitFils, mostFils);
  const maxFils = (most - (most % stepFils)) as Fils;
  const minFils = (Math.ceil(leastFils / stepFils) * stepFils) as Fils;
  return maxFils < minFils ? null : { minFils, maxFils };
};

/** The bill with what is paid of it now in place of what is due, and its paper saying so. */
const partOf = (bill: Bill, amountFils: Fils): Bill => {
  const { billId, title, dueDate } = bill;
  const said = bothTexts('partOfBill');
  const of = (language: Language): string =>
    `${bill.detail[language]} · ${said[language]} ${formatFils(bill.amountFils, language)}`;
  return { billId, title, dueDate, amountFils, detail: { ar: of('ar'), en: of('en') } };
};

/** The question how much of it. `null`: there is no such bill, or nothing less than all of it is taken. */
export const askPart = (found: FoundBills, billId: string, mostFils: number): Position | null => {
  const bill = found.bills.find((each) => each.billId === billId);
  const range = bill === undefined ? null : partRange(found.service, bill, mostFils);
  return bill === undefined || range === null
    ? null
    : { at: 'part', found, bill, range, problem: null };
};

/** What was typed: the bill with that amount, or the question again with what is wrong. */
export const readPart = (
  asked: Extract<Position, { at: 'part' }>,
  typed: string,
): { readonly bill: Bill } | { readonly again: Position } => {
  const { range, bill, found } = asked;
  const checked = checkAmount(typed, { ...range, stepFils: found.service.partial?.stepFils ?? 1 });
  return checked.ok
    ? { bill: partOf(bill, checked.value as Fils) }
    : { again: { ...asked, problem: checked.error } };
};
