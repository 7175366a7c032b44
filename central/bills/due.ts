import type { Fils } from '../../contract/money.ts';
import type { BillRow } from '../store/rows.ts';

/** What is still to be paid of a bill, in fils. */
export const dueOf = (row: Pick<BillRow, 'amount_fils' | 'paid_fils'>): Fils =>
  (row.amount_fils - row.paid_fils) as Fils;
