import { randomInt } from 'node:crypto';
import type { LineOutcome, LineRefusal } from '../../contract/gateway.ts';
import type { PaymentLine } from '../../contract/payment.ts';
import { isOffered } from '../catalogue/services.ts';
import { lockBills } from '../bills/lock.ts';
import { dueOf } from '../bills/search.ts';
import type { BillRow, DatabaseTransaction } from '../database/schema.ts';

/**
 * Posts each line to its bill, or refuses it for ever, by what is due now. The bills stay locked
 * until the transaction ends, so postings never exceed what is due whoever else pays meanwhile.
 */
export const postLines = async (
  transaction: DatabaseTransaction,
  lines: readonly PaymentLine[],
): Promise<readonly LineOutcome[]> => {
  const bills = new Map(
    await lockBills(
      transaction,
      lines.map(({ billId }) => billId),
    ),
  );
  const outcomes: LineOutcome[] = [];
  for (const line of lines) {
    const bill = bills.get(line.billId);
    const current = bill?.rival_pays_first === true ? await letRivalPay(transaction, bill) : bill;
    const reason = refusalOf(line, current);
    if (reason !== null || current === undefined) {
      outcomes.push({ lineId: line.lineId, status: 'refused', reason: reason ?? 'unknownBill' });
      continue;
    }
    const paid = { ...current, paid_fils: current.paid_fils + line.amountFils };
    await savePaid(transaction, paid);
    bills.set(line.billId, paid);
    outcomes.push({ lineId: line.lineId, status: 'posted', postingNumber: postingNumber(line) });
  }
  return outcomes;
};

const refusalOf = (line: PaymentLine, bill: BillRow | undefined): LineRefusal | null => {
  if (!isOffered(line.serviceId)) return 'serviceClosed';
  if (bill?.service_id !== line.serviceId || bill.reference !== line.reference)
    return 'unknownBill';
  const due = dueOf(bill);
  if (due === 0) return 'alreadyPaid';
  return line.amountFils > due ? 'amountAboveDue' : null;
};

const savePaid = async (transaction: DatabaseTransaction, bill: BillRow): Promise<void> => {
  await transaction
    .updateTable('bill')
    .set({ paid_fils: bill.paid_fils, rival_pays_first: bill.rival_pays_first })
    .where('bill_id', '=', bill.bill_id)
    .execute();
};

/** Demonstration only: the bill is paid through another channel a moment before us. */
const letRivalPay = async (transaction: DatabaseTransaction, bill: BillRow): Promise<BillRow> => {
  const paid = { ...bill, paid_fils: bill.amount_fils, rival_pays_first: false };
  await savePaid(transaction, paid);
  return paid;
};

/** The ministry's own number; the reference service stands in for the ministry. */
const postingNumber = ({ serviceId }: PaymentLine): string =>
  `${serviceId.toUpperCase()}-${Array.from({ length: 12 }, () => String(randomInt(10))).join('')}`;
