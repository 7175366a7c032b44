import type { PaymentId } from '../../contract/ids.ts';
import type { Payment } from '../payments/fold.ts';
import type { SqlDatabase } from './sql.ts';

const FILL = `
  INSERT OR IGNORE INTO bill_payments (bill_id, payment_id)
  SELECT json_extract(line.value, '$.billId'), payment_id
  FROM payments, json_each(payments.snapshot, '$.lines') AS line;
`;

/** Which payments were begun for a bill. A projection, like the payments: the facts can make it anew. */
export const BILL_INDEX_SCHEMA = `
  CREATE TABLE bill_payments (
    bill_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    PRIMARY KEY (bill_id, payment_id)
  ) STRICT, WITHOUT ROWID;
  ${FILL}
`;

/** After payments were put in by another way than a commit; what is known already stays. */
export const fillBillIndex = (db: SqlDatabase): void => {
  db.exec(FILL);
};

export type BillIndex = {
  readonly add: (payment: Payment) => void;
  /** In no particular order. */
  readonly paymentIds: (billId: string) => readonly PaymentId[];
};

export const createBillIndex = (db: SqlDatabase): BillIndex => {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO bill_payments (bill_id, payment_id) VALUES (?, ?)',
  );
  const find = db.prepare('SELECT payment_id FROM bill_payments WHERE bill_id = ?');
  return {
    add: ({ paymentId, lines }) => {
      for (const { billId } of lines) insert.run(billId, paymentId);
    },
    paymentIds: (billId) =>
      (find.all(billId) as { payment_id: PaymentId }[]).map((row) => row.payment_id),
  };
};
