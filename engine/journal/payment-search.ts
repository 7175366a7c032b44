import type { PaymentId } from '../../contract/ids.ts';
import type { Payment } from '../payments/fold.ts';
import type { SqlDatabase } from './sql.ts';

export type PaymentSearch = {
  /** Begun in that time by the clock of their beginning, the latest first, at most `most`. */
  readonly between: (fromMs: number, toMs: number, most: number) => readonly Payment[];
  /** Those whose ids end so: fifteen hexadecimal digits, as a receipt's number stands for. */
  readonly endingWith: (digits: string) => readonly Payment[];
};

/** The lowest id of that moment: an id begins with the milliseconds of its making (RFC 9562, UUIDv7). */
const lowestId = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};

/** Finds payments by their ids alone, so that the key's own index is enough. */
export const createPaymentSearch = (
  db: SqlDatabase,
  load: (id: PaymentId) => Payment | null,
): PaymentSearch => {
  const between = db.prepare(
    'SELECT payment_id FROM payments WHERE payment_id >= ? AND payment_id < ? ORDER BY payment_id DESC LIMIT ?',
  );
  const ending = db.prepare('SELECT payment_id FROM payments WHERE payment_id LIKE ?');
  const loaded = (rows: unknown[]): readonly Payment[] =>
    (rows as { payment_id: PaymentId }[]).flatMap(({ payment_id }) => load(payment_id) ?? []);
  return {
    between: (fromMs, toMs, most) => loaded(between.all(lowestId(fromMs), lowestId(toMs), most)),
    endingWith: (digits) =>
      /^[0-9a-f]{15}$/u.test(digits)
        ? loaded(ending.all(`%${digits.slice(0, 3)}-${digits.slice(3)}`))
        : [],
  };
};
