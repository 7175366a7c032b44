import type { PaymentId } from '../../contract/ids.ts';
import { FINAL_STATES } from '../../contract/payment.ts';
import { fold, ImpossibleFact, type Payment } from '../payments/fold.ts';
import type { Journal } from './journal.ts';
import { isDone, rightStatus } from './outbox-of.ts';
import type { SqlDatabase } from './sql.ts';

/** Ended payments that one start looks through; those that have not ended are looked at in each. */
export const ENDED_AT_A_START = 500;
const CURSOR = 'projectionChecked';

type Row = {
  readonly place: number;
  readonly payment_id: PaymentId;
  readonly state: string;
  readonly snapshot: string;
};

/** Whether `stored` says all that `replayed` says; it may say more, and in another order. */
const covers = (stored: unknown, replayed: unknown): boolean => {
  if (typeof replayed !== 'object' || replayed === null) return stored === replayed;
  if (typeof stored !== 'object' || stored === null) return false;
  if (Array.isArray(replayed) && (!Array.isArray(stored) || stored.length !== replayed.length))
    return false;
  return Object.entries(replayed).every(
    ([name, value]) =>
      value === undefined || covers((stored as Record<string, unknown>)[name], value),
  );
};

/** As a field is before any fact has touched it. */
const isUntouched = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/**
 * The first field that is not as its facts have it. One that a later release added is missing, and
 * untouched; one that a release added which was rolled back says nothing here.
 */
const differs = (stored: Readonly<Record<string, unknown>>, replayed: Payment): string | null =>
  Object.entries(replayed).find(([name, value]) =>
    name in stored ? !covers(stored[name], value) : !isUntouched(value),
  )?.[0] ?? null;

const replayOf = (journal: Journal, id: PaymentId): Payment | null => {
  let payment: Payment | null = null;
  for (const event of journal.history(id)) payment = fold(payment, event);
  return payment;
};

const wrongWith = (journal: Journal, { payment_id: id, state, snapshot }: Row): string | null => {
  let replayed: Payment | null;
  let stored: Readonly<Record<string, unknown>>;
  try {
    replayed = replayOf(journal, id);
    stored = JSON.parse(snapshot) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    if (cause instanceof ImpossibleFact || cause instanceof SyntaxError) return 'cannot be read';
    throw cause;
  }
  if (replayed === null) return 'has no fact';
  if (state !== replayed.state) return 'stands under another state than its facts';
  const field = differs(stored, replayed);
  if (field !== null) return `says another ${field} than its facts`;
  const row = journal.outbox.row(id, 'payment');
  const right = rightStatus(replayed);
  if (row === null)
    return right !== null && !isDone(right) ? 'waits to be sent, and is not in the outbox' : null;
  if (row.paymentId !== id) return 'stands in the outbox under another name';
  if (row.amountFils !== replayed.totalFils) return 'has another amount in the outbox';
  if (right === null) return 'is in the outbox, and was never approved';
  // Both of these are what people decided or what an answer was: never sent again either way.
  if (isDone(right) && isDone(row.status)) return null;
  if (row.status !== right) return `is ${row.status} in the outbox instead of ${right}`;
  return journal.outbox.document(id, 'payment') === null
    ? 'waits to be sent, and its document cannot be read'
    : null;
};

/**
 * Compares what the journal says of payments with what their facts say: all that have not ended, and at
 * each start some of those that have, so that in time all are looked at. The first that differs, in
 * words, or `null`.
 */
export const projectionTrouble = (
  db: SqlDatabase,
  journal: Journal,
  atAStart = ENDED_AT_A_START,
): string | null => {
  const ended = FINAL_STATES.map((state) => `'${state}'`).join(', ');
  const columns = 'rowid AS place, payment_id, state, snapshot';
  const open = db
    .prepare(`SELECT ${columns} FROM payments WHERE state NOT IN (${ended})`)
    .all() as Row[];
  const latest = db
    .prepare(`SELECT ${columns} FROM payments ORDER BY rowid DESC LIMIT ?`)
    .all(atAStart) as Row[];
  const cursor = Number(journal.kept(CURSOR) ?? '0');
  const next = db
    .prepare(`SELECT ${columns} FROM payments WHERE rowid > ? ORDER BY rowid LIMIT ?`)
    .all(cursor, atAStart) as Row[];
  const each = new Map([...open, ...latest, ...next].map((row) => [row.place, row]));
  for (const row of each.values()) {
    const wrong = wrongWith(journal, row);
    if (wrong !== null) return `payment ${row.payment_id} ${wrong}`;
  }
  const { facts, projected } = db
    .prepare(
      `SELECT (SELECT count(DISTINCT payment_id) FROM facts) AS facts,
        (SELECT count(*) FROM payments) AS projected`,
    )
    .get() as { facts: number; projected: number };
  if (facts !== projected)
    return `facts of ${String(facts)} payments, and ${String(projected)} known`;
  const last = next.length < atAStart ? 0 : (next.at(-1)?.place ?? 0);
  if (last !== cursor) journal.keep(CURSOR, String(last));
  return null;
};
