import { fail, ok, type Result } from '../../contract/result.ts';
import { CENTRAL, subjectOf } from '../audit/entry.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import type { Store } from '../store/port.ts';
import type { Day, SettlementDayRow } from '../store/rows.ts';
import type { DaySums } from '../store/sums.ts';

/** Nothing received before midnight is still being written this long after it. */
export const CLOSING_WAIT_MS = 15 * 60_000;

export type ClosingProblem = 'notOverYet' | 'closedDifferently' | 'doesNotBalance';

/**
 * Closes the books of a day of central's own clock: what is owed to each ministry, by service, channel
 * and paying day. Closing it again changes nothing, and tells where the ledger says otherwise by now.
 */
export const closeDay = (
  store: Store,
  day: Day,
  nowMs: number,
): Promise<Result<DaySums, ClosingProblem>> => {
  if (nowMs < dayStartMs(addDays(day, 1)) + CLOSING_WAIT_MS)
    return Promise.resolve(fail('notOverYet'));
  return store.write(nowMs, async (rows) => {
    const sums = await rows.daySums(day);
    if (
      sums.chargedFils !== sums.postedFils + sums.refusedFils ||
      sums.clearingFils !== sums.chargedFils - sums.returnedFils
    )
      return fail('doesNotBalance');
    const closing = closingOf(day, sums, nowMs);
    if (!(await rows.addSettlementDay(closing)))
      return isAs(closing, await rows.settlementDay(day)) ? ok(sums) : fail('closedDifferently');
    await rows.addSettlementLines(day);
    const detail = `${String(sums.charges)} charges, ${String(sums.postedFils)} fils posted`;
    const subject = subjectOf(`day ${day}`);
    await rows.audit([{ subject, actor: CENTRAL, action: 'dayClosed', detail }], nowMs);
    return ok(sums);
  });
};

const closingOf = (day: Day, sums: DaySums, nowMs: number): SettlementDayRow => ({
  received_on: day,
  charges: sums.charges,
  charged_fils: sums.chargedFils,
  posted_fils: sums.postedFils,
  refused_fils: sums.refusedFils,
  returned_fils: sums.returnedFils,
  closed_at_ms: nowMs,
});

const isAs = (closing: SettlementDayRow, closed: SettlementDayRow): boolean =>
  closed.charges === closing.charges &&
  closed.charged_fils === closing.charged_fils &&
  closed.posted_fils === closing.posted_fils &&
  closed.refused_fils === closing.refused_fils &&
  closed.returned_fils === closing.returned_fils;
