import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { LineOutcome, LineRefusal } from '../../contract/gateway.ts';
import type { PaymentLine } from '../../contract/payment.ts';
import type { Service } from '../../contract/catalogue.ts';
import { isOffered } from '../catalogue/services.ts';
import { lockBills } from '../bills/lock.ts';
import { dueOf } from '../bills/search.ts';
import type { BillRow, DatabaseTransaction } from '../database/schema.ts';

/**
 * Posts each line to its bill in the order given, or refuses it for ever, by what is due now. The
 * bills stay locked until the transaction ends, so postings never exceed what is due whoever else
 * pays meanwhile. The outcomes come in the same order.
 */
export const postLines = async (
  transaction: DatabaseTransaction,
  lines: readonly PaymentLine[],
  services: readonly Service[],
): Promise<readonly LineOutcome[]> => {
  const bills = new Map(
    await lockBills(
      transaction,
      lines.map(({ billId }) => billId),
    ),
  );
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
    if (reason !== null || bill === undefined)
      return { lineId: line.lineId, status: 'refused', reason: reason ?? 'unknownBill' };
    setPaid(bill, bill.paid_fils + line.amountFils);
    return { lineId: line.lineId, status: 'posted', postingNumber: postingNumber(line) };
  });
  await savePaid(transaction, changed);
  return outcomes;
};

const refusalOf = (
  line: PaymentLine,
  bill: BillRow | undefined,
  services: readonly Service[],
): LineRefusal | null => {
  if (!isOffered(line.serviceId, services)) return 'serviceClosed';
  if (bill?.service_id !== line.serviceId || bill.reference !== line.reference)
    return 'unknownBill';
  const due = dueOf(bill);
  if (due === 0) return 'alreadyPaid';
  return line.amountFils > due ? 'amountAboveDue' : null;
};

const savePaid = async (
  transaction: DatabaseTransaction,
  paid: ReadonlyMap<string, number>,
): Promise<void> => {
  if (paid.size === 0) return;
  await sql`select set_paid(${[...paid.keys()]}::text[], ${[...paid.values()]}::bigint[])`.execute(
    transaction,
  );
};

/** The ministry's own number; the reference service stands in for the ministry. */
const postingNumber = ({ serviceId }: PaymentLine): string =>
  `${serviceId.toUpperCase()}-${String(randomInt(1e12)).padStart(12, '0')}`;
