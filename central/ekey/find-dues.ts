import type { Service } from '../../contract/catalogue.ts';
import type { DueAccount } from '../../contract/dues.ts';
import { searchBills } from '../bills/search.ts';
import type { Database } from '../database/schema.ts';
import type { Reads } from '../store/port.ts';

const MOST_ACCOUNTS = 100;

/** What is due from this person, in the catalogue's order; accounts with nothing due are left out. */
export const findDues = async (
  { db, store }: { readonly db: Database; readonly store: Reads },
  personalNumber: string,
  services: readonly Service[],
): Promise<readonly DueAccount[]> => {
  const held = await db
    .selectFrom('account_holder')
    .select(['service_id', 'reference'])
    .where('personal_number', '=', personalNumber)
    .orderBy('service_id')
    .orderBy('reference')
    .limit(MOST_ACCOUNTS)
    .execute();
  const dues: DueAccount[] = [];
  for (const { id } of services)
    for (const { reference } of held.filter(({ service_id }) => service_id === id)) {
      const found = await searchBills(store, { serviceId: id, reference }, services);
      if (!found.ok || found.value.bills.length === 0) continue;
      dues.push({ serviceId: id, reference, bills: found.value.bills });
    }
  return dues;
};
