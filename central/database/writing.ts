import { sql } from 'kysely';
import { addDays, bahrainDay } from './day.ts';
import type { Database, DatabaseTransaction } from './schema.ts';

const MOST_TRIES = 4;
/** Deadlock and serialisation failure: the database undid everything and asks for another try. */
const TRY_AGAIN = ['40P01', '40001'];
/** A partition exists this long before its first day. */
const AHEAD_DAYS = 7;

const monthsReady = new WeakMap<Database, Set<string>>();

/**
 * Runs one write as a transaction that stands as a whole or not at all, in the month of `nowMs`, of
 * which the partitions exist. What the database asks to be tried again is, a few times; then it throws.
 */
export const writing = async <T>(
  db: Database,
  nowMs: number,
  work: (transaction: DatabaseTransaction) => Promise<T>,
): Promise<T> => {
  await ensureMonths(db, nowMs);
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (tries === MOST_TRIES || !TRY_AGAIN.includes(code)) throw error;
    }
  }
};

const ensureMonths = async (db: Database, nowMs: number): Promise<void> => {
  const ready = monthsReady.get(db) ?? new Set();
  monthsReady.set(db, ready);
  const today = bahrainDay(nowMs);
  for (const day of [today, addDays(today, AHEAD_DAYS)]) {
    if (ready.has(day.slice(0, 7))) continue;
    await sql`select ensure_month(${day}::date)`.execute(db);
    ready.add(day.slice(0, 7));
  }
};
