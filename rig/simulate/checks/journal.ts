import type { SqlDatabase } from '../../../engine/journal/sql.ts';
import { replay, verifyChain } from '../../../engine/journal/journal.ts';
import type { PaymentId } from '../../../contract/ids.ts';
import type { Payment } from '../../../engine/payments/fold.ts';

/** The journal's own promises: the chain is whole, and the projection is what its facts say. */
export const journalProblems = (
  db: SqlDatabase,
): { readonly problems: readonly string[]; readonly payments: ReadonlyMap<PaymentId, Payment> } => {
  const problems: string[] = [];
  const chain = verifyChain(db);
  if (!chain.ok) problems.push(`the chain broke at ${chain.error.seq}: ${chain.error.why}`);
  const payments = replay(db);
  const rows = db.prepare('SELECT payment_id, state, snapshot FROM payments').all() as {
    payment_id: PaymentId;
    state: string;
    snapshot: string;
  }[];
  for (const row of rows) {
    const told = payments.get(row.payment_id);
    if (told === undefined) problems.push(`${row.payment_id} is projected without a fact`);
    else if (JSON.stringify(told) !== row.snapshot || told.state !== row.state) {
      problems.push(`${row.payment_id} is projected otherwise than its facts say`);
    }
  }
  if (rows.length !== payments.size) problems.push('payments are missing from the projection');
  return { problems, payments };
};
