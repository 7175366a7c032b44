import { sql } from 'kysely';
import { CENTRAL } from '../audit/record.ts';
import { caseIdOf, closeCase, fileCase, type Finding } from '../cases/case-files.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import type { Database, DatabaseTransaction, Day } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { compareDay } from './compare.ts';
import {
  journalledOn,
  postedOn,
  refundsOwed,
  reportsAround,
  settledOn,
  type Owed,
} from './sources.ts';
import { totalsFinding } from './totals.ts';

export type Reconciled = {
  readonly settledLines: number;
  readonly agreed: number;
  /** Still on their way to the ledger, and in time. */
  readonly pending: number;
  /** Differences found now; each has a case. */
  readonly findings: readonly Finding[];
  /** Cases of earlier runs whose difference is gone. */
  readonly closed: number;
};

const HOUR_MS = 3_600_000;
const GONE = 'a later reconciliation found it gone';

const owedFinding = ({ paymentId, kioskId, fils, reasons }: Owed): Finding => ({
  kind: 'refundOwed',
  subject: paymentId,
  kioskId,
  paymentId,
  evidence: { fils, reasons },
});

/** Payments of these reports that are recorded by now, so were charged. */
const recordedOf = async (
  transaction: DatabaseTransaction,
  paymentIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    select payment_id as id from payment_registry
      where payment_id = any(${[...paymentIds]}::uuid[])`.execute(transaction);
  return new Set(rows.map(({ id }) => id));
};

/**
 * Reconciles one day of the terminals, line by line: kiosks' reports, ledger and acquirer's file. Every
 * difference has a case afterwards, and those of earlier runs that are gone are closed; running it again
 * changes nothing. `deadlineHours` after the day's end nothing may be missing in the ledger any more.
 */
export const reconcileDay = (
  db: Database,
  { day, deadlineHours, nowMs }: { day: Day; deadlineHours: number; nowMs: number },
): Promise<Reconciled> =>
  writing(db, nowMs, async (transaction) => {
    const deadlineMs = deadlineHours * HOUR_MS;
    const overdue = nowMs >= dayStartMs(addDays(day, 1)) + deadlineMs;
    const settled = await settledOn(transaction, day);
    const reports = await reportsAround(transaction, day);
    const compared = compareDay(
      day,
      {
        settled,
        journal: journalledOn(reports, day),
        ledger: await postedOn(transaction, day),
      },
      overdue,
    );
    const unclear = reports.flatMap(({ entries }) =>
      entries.flatMap((e) => (e.standing === 'unclear' ? [e.paymentId] : [])),
    );
    const recorded = await recordedOf(transaction, unclear);
    const totals = reports.map((report) => totalsFinding(report, recorded));
    const owed = await refundsOwed(transaction, nowMs - deadlineMs);
    const findings = [
      ...compared.findings,
      ...totals.filter((finding) => finding !== null),
      ...owed.map(owedFinding),
    ];
    for (const finding of findings)
      await fileCase(transaction, finding, {
        day: compared.findings.includes(finding) ? day : null,
        nowMs,
      });

    const found = new Set(findings.map(caseIdOf));
    const looked = new Set(reports.map((r) => `${r.kioskId} ${String(r.number)}`));
    const open = await transaction
      .selectFrom('case_file')
      .select(['case_id', 'kind', 'subject', 'day'])
      .where('status', '<>', 'closed')
      .execute();
    const gone = open.filter(
      (each) =>
        !found.has(each.case_id) &&
        (each.day === day ||
          (each.kind === 'refundOwed' && each.day === null) ||
          (each.kind === 'totalsDiffer' && looked.has(each.subject))),
    );
    for (const each of gone)
      await closeCase(transaction, each.case_id, { by: CENTRAL, because: GONE, nowMs });
    return {
      settledLines: settled.length,
      agreed: compared.agreed,
      pending: compared.pending,
      findings,
      closed: gone.length,
    };
  });
