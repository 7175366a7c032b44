import type { BillSearchResponse } from '../../contract/gateway.ts';
import type { Service } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { SERVICES } from '../catalogue/services.ts';
import type { BillRow, Database } from '../database/schema.ts';

export type SearchProblem = 'unknownService' | 'unknownReference';

/** What is due under a reference, oldest first; possibly nothing. */
export const searchBills = async (
  db: Database,
  asked: { readonly serviceId: string; readonly reference: string },
  services: readonly Service[] = SERVICES,
): Promise<Result<BillSearchResponse, SearchProblem>> => {
  const service = services.find(({ id }) => id === asked.serviceId);
  if (service === undefined) return fail('unknownService');
  const account = await db
    .selectFrom('account')
    .select('payer_name')
    .where('service_id', '=', asked.serviceId)
    .where('reference', '=', asked.reference)
    .executeTakeFirst();
  if (account === undefined) return fail('unknownReference');
  const rows = await db
    .selectFrom('bill')
    .selectAll()
    .where('service_id', '=', asked.serviceId)
    .where('reference', '=', asked.reference)
    .whereRef('paid_fils', '<', 'amount_fils')
    .orderBy('due_date')
    .orderBy('bill_id')
    .limit(99)
    .execute();
  return ok({ payerName: account.payer_name, bills: rows.map(billOf) });
};

const billOf = (row: BillRow): Bill => ({
  billId: row.bill_id,
  title: { ar: row.title_ar, en: row.title_en },
  detail: { ar: row.detail_ar, en: row.detail_en },
  amountFils: dueOf(row),
  dueDate: row.due_date,
});

/** What is still to be paid of a bill, in fils. */
export const dueOf = (row: Pick<BillRow, 'amount_fils' | 'paid_fils'>): Fils =>
  (row.amount_fils - row.paid_fils) as Fils;
