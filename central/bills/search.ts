import type { Fee, Service } from '../../contract/catalogue.ts';
import type { BillSearchResponse } from '../../contract/gateway.ts';
import type { Bill } from '../../contract/payment.ts';
import type { Fils } from '../../contract/money.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { isOffered, SERVICES } from '../catalogue/services.ts';
import type { Reads } from '../store/port.ts';
import type { BillRow } from '../store/rows.ts';
import { dueOf } from './due.ts';

export type SearchProblem = 'unknownService' | 'unknownReference';

/** What is due under a reference, oldest first; possibly nothing. */
export const searchBills = async (
  store: Pick<Reads, 'payerName' | 'openBills'>,
  { serviceId, reference }: { readonly serviceId: string; readonly reference: string },
  services: readonly Service[] = SERVICES,
): Promise<Result<BillSearchResponse, SearchProblem>> => {
  if (!isOffered(serviceId, services)) return fail('unknownService');
  const payerName = await store.payerName(serviceId, reference);
  if (payerName === null) return fail('unknownReference');
  const bills = await store.openBills(serviceId, reference);
  const fees = services.find(({ id }) => id === serviceId)?.fees ?? [];
  return ok({ payerName, bills: bills.map((row) => ({ ...billOf(row), ...madeUpOf(row, fees) })) });
};

/** What the bill is for, and its fees; of a bill that is paid in part nobody can say what is left of which. */
const madeUpOf = (row: BillRow, fees: readonly Fee[]): Pick<Bill, 'parts'> => {
  const ownFils = fees.reduce((left, { amountFils }) => left - amountFils, row.amount_fils);
  if (fees.length === 0 || row.paid_fils > 0 || ownFils <= 0) return {};
  const own = { title: { ar: row.title_ar, en: row.title_en }, amountFils: ownFils as Fils };
  return { parts: [own, ...fees] };
};

const billOf = (row: BillRow): Bill => ({
  billId: row.bill_id,
  title: { ar: row.title_ar, en: row.title_en },
  detail: { ar: row.detail_ar, en: row.detail_en },
  amountFils: dueOf(row),
  dueDate: row.due_date,
});
