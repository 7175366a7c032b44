import type { Service } from '../../contract/catalogue.ts';
import type { BillSearchResponse } from '../../contract/gateway.ts';
import type { Bill } from '../../contract/payment.ts';
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
  return ok({ payerName, bills: bills.map(billOf) });
};

const billOf = (row: BillRow): Bill => ({
  billId: row.bill_id,
  title: { ar: row.title_ar, en: row.title_en },
  detail: { ar: row.detail_ar, en: row.detail_en },
  amountFils: dueOf(row),
  dueDate: row.due_date,
});
