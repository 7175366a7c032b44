import type { CitizenAmount, Service } from '../../contract/catalogue.ts';
import type { LineOutcome, LineRefusal } from '../../contract/gateway.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { PaymentLine } from '../../contract/payment.ts';
import { dueOf } from '../bills/due.ts';
import { isOffered } from '../catalogue/services.ts';
import type { Rows } from '../store/port.ts';
import type { BillRow } from '../store/rows.ts';

/**
 * Posts each line to its bill in the order given, or refuses it for ever, by what is due now. The
 * bills stay locked until the transaction ends, so postings never exceed what is due whoever else
 * pays meanwhile. The outcomes come in the same order.
 */
export const postLines = async (
  rows: Rows,
  lines: readonly PaymentLine[],
  services: readonly Service[],
  random: RandomBytes,
): Promise<readonly LineOutcome[]> => {
  const bills = new Map(await rows.lockBills(lines.map(({ billId }) => billId)));
  const changed = new Map<string, number>();
  const setPaid = (bill: BillRow, paid_fils: number): void => {
    bills.set(bill.bill_id, { ...bill, paid_fils, rival_pays_first: false });
    changed.set(bill.bill_id, paid_fils);
  };
  const outcomes = lines.map((line): LineOutcome => {
    const found = bills.get(line.billId);
    // Demonstration only: the bill is paid through another channel a moment before us.
    if (found?.rival_pays_first === true) setPaid(found, found.amount_fils);
    const bill = bills.get(line.billId);
    const reason = refusalOf(line, bill, services);
    if (reason === null && amountSetByPayer(line, services) !== undefined)
      return { lineId: line.lineId, status: 'posted', postingNumber: postingNumber(line, random) };
    if (reason !== null || bill === undefined)
      return { lineId: line.lineId, status: 'refused', reason: reason ?? 'unknownBill' };
    setPaid(bill, bill.paid_fils + line.amountFils);
    return { lineId: line.lineId, status: 'posted', postingNumber: postingNumber(line, random) };
  });
  if (changed.size > 0) await rows.setPaid(changed);
  return outcomes;
};

const refusalOf = (
  line: PaymentLine,
  bill: BillRow | undefined,
  services: readonly Service[],
): LineRefusal | null => {
  if (!isOffered(line.serviceId, services)) return 'serviceClosed';
  const free = amountSetByPayer(line, services);
  if (free !== undefined) return line.amountFils > free.maxFils ? 'amountAboveDue' : null;
  if (bill?.service_id !== line.serviceId || bill.reference !== line.reference)
    return 'unknownBill';
  const due = dueOf(bill);
  if (due === 0) return 'alreadyPaid';
  return line.amountFils > due ? 'amountAboveDue' : null;
};

/** Of a service without bills: nothing is due, so that nothing can be paid twice. */
const amountSetByPayer = (
  { serviceId }: PaymentLine,
  services: readonly Service[],
): CitizenAmount | undefined => services.find(({ id }) => id === serviceId)?.amount;

const POSTING_NUMBERS = 1e12;

/** The ministry's own number; the reference service stands in for the ministry. */
const postingNumber = ({ serviceId }: PaymentLine, random: RandomBytes): string => {
  const number = random(6).reduce((sum, byte) => sum * 256 + byte, 0) % POSTING_NUMBERS;
  return `${serviceId.toUpperCase()}-${String(number).padStart(12, '0')}`;
};
