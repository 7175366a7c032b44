import { sql } from 'kysely';
import type { Database } from '../../central/database/schema.ts';
import type { Fils } from '../../contract/money.ts';

const A_STATEMENT = 10_000;

export const drainBillId = (index: number): string => `DRAIN-${String(index).padStart(8, '0')}`;
export const drainReference = (index: number): string => String(20_000_000 + index);
/** From BD 1.000 to BD 8.999, so that a kiosk's counter does not end below 100,000 payments. */
export const drainAmount = (index: number): Fils => (1_000 + ((index * 7_919) % 8_000)) as Fils;

export const drainTotal = (payments: number): number => {
  let fils = 0;
  for (let index = 0; index < payments; index++) fils += drainAmount(index);
  return fils;
};

/** What each queued payment pays, as the ministry would have put it in. */
export const insertDrainBills = async (db: Database, payments: number): Promise<void> => {
  for (let from = 0; from < payments; from += A_STATEMENT) {
    const indexes = Array.from(
      { length: Math.min(A_STATEMENT, payments - from) },
      (_, i) => from + i,
    );
    await sql`
      insert into bill (bill_id, service_id, reference, title_ar, title_en, detail_ar, detail_en,
        amount_fils, due_date)
      select id, 'ewa', reference, 'فاتورة', 'Bill', 'أكتوبر', 'October', amount, '2026-12-31'
        from unnest(${indexes.map(drainBillId)}::text[], ${indexes.map(drainReference)}::text[],
          ${indexes.map(drainAmount)}::bigint[]) as new (id, reference, amount)`.execute(db);
  }
};
