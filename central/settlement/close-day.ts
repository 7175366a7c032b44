import { sql } from 'kysely';
import { fail, ok, type Result } from '../../contract/result.ts';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import type { Database, DatabaseTransaction, Day } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { daySums, type DaySums } from './day-sums.ts';

/** Nothing received before midnight is still being written this long after it. */
export const CLOSING_WAIT_MS = 15 * 60_000;

export type ClosingProblem = 'notOverYet' | 'closedDifferently' | 'doesNotBalance';

/**
 * Closes the books of a day of central's own clock: what is owed to each ministry, by service, channel
 * and paying day. Closing it again changes nothing, and tells where the ledger says otherwise by now.
 */
export const closeDay = (
  db: Database,
  day: Day,
  nowMs: number,
): Promise<Result<DaySums, ClosingProblem>> => {
  if (nowMs < dayStartMs(addDays(day, 1)) + CLOSING_WAIT_MS)
    return Promise.resolve(fail('notOverYet'));
  return writing(db, nowMs, async (transaction) => {
    const sums = await daySums(transaction, day);
    if (
      sums.chargedFils !== sums.postedFils + sums.refusedFils ||
      sums.clearingFils !== sums.chargedFils - sums.returnedFils
    )
      return fail('doesNotBalance');
    const claimed = await transaction
      .insertInto('settlement_day')
      .values({
        received_on: day,
        charges: sums.charges,
        charged_fils: sums.chargedFils,
        posted_fils: sums.postedFils,
        refused_fils: sums.refusedFils,
        returned_fils: sums.returnedFils,
        closed_at_ms: nowMs,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows !== 1n)
      return (await isAsClosed(transaction, day, sums)) ? ok(sums) : fail('closedDifferently');
    await saveLines(transaction, day);
    const detail = `${String(sums.charges)} charges, ${String(sums.postedFils)} fils posted`;
    const subject = subjectOf(`day ${day}`);
    await recordAudit(
      transaction,
      [{ subject, actor: CENTRAL, action: 'dayClosed', detail }],
      nowMs,
    );
    return ok(sums);
  });
};

const saveLines = async (transaction: DatabaseTransaction, day: Day): Promise<void> => {
  await sql`
    insert into settlement_line (received_on, service_id, channel, paid_on, kind, lines, fils)
    select received_on, service_id, channel, paid_on, kind, count(*), sum(amount_fils)
      from ledger_transfer where received_on = ${day}::date
      group by received_on, service_id, channel, paid_on, kind`.execute(transaction);
};

const isAsClosed = async (
  transaction: DatabaseTransaction,
  day: Day,
  sums: DaySums,
): Promise<boolean> => {
  const closed = await transaction
    .selectFrom('settlement_day')
    .selectAll()
    .where('received_on', '=', day)
    .executeTakeFirstOrThrow();
  return (
    closed.charges === sums.charges &&
    closed.charged_fils === sums.chargedFils &&
    closed.posted_fils === sums.postedFils &&
    closed.refused_fils === sums.refusedFils &&
    closed.returned_fils === sums.returnedFils
  );
};
