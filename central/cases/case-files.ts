import type { Selectable } from 'kysely';
import { z } from 'zod';
import { evidenceSchema } from '../../contract/reconciliation.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import type { DatabaseTransaction } from '../database/schema.ts';
import { FIRST_OWNER, type CaseKind } from './kinds.ts';
import type { CaseTables } from './tables.ts';

export type CaseFile = Selectable<CaseTables['case_file']>;

export type Finding = {
  readonly kind: CaseKind;
  /** What it is about: with the kind its name, the same whenever it is found. */
  readonly subject: string;
  readonly kioskId: string | null;
  readonly paymentId: string | null;
  /** Nothing personal. */
  readonly evidence: Readonly<Record<string, unknown>>;
};

export const caseIdOf = ({ kind, subject }: Pick<Finding, 'kind' | 'subject'>): string =>
  subjectOf(`case ${kind} ${subject}`);

export const lockCase = (
  transaction: DatabaseTransaction,
  caseId: string,
): Promise<CaseFile | undefined> =>
  transaction
    .selectFrom('case_file')
    .selectAll()
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();

/**
 * Opens a case, or brings its evidence up to date. One that was closed opens again when it is found
 * again: closed by a person, only with other evidence than that person saw.
 */
export const fileCase = async (
  transaction: DatabaseTransaction,
  finding: Finding,
  { day, nowMs, actor = CENTRAL }: { day: string | null; nowMs: number; actor?: string },
): Promise<string> => {
  const caseId = caseIdOf(finding);
  const evidence = JSON.stringify(finding.evidence);
  const audit = (action: 'caseOpened' | 'caseReopened' | 'caseEvidence'): Promise<void> =>
    recordAudit(transaction, [{ subject: caseId, actor, action, detail: finding.kind }], nowMs);
  const opened = await transaction
    .insertInto('case_file')
    .values({
      case_id: caseId,
      kind: finding.kind,
      subject: finding.subject,
      status: 'open',
      owner: FIRST_OWNER[finding.kind],
      day,
      kiosk_id: finding.kioskId,
      payment_id: finding.paymentId,
      opened_at_ms: nowMs,
      evidence,
      closed_at_ms: null,
      closed_by: null,
      closed_because: null,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  if (opened.numInsertedOrUpdatedRows === 1n) {
    await audit('caseOpened');
    return caseId;
  }
  const before = await lockCase(transaction, caseId);
  if (before === undefined) throw new Error(`case ${caseId} is gone`);
  const same = before.evidence === evidence;
  if (!same) await forgetFirstDecisions(transaction, caseId);
  const reopened = before.status === 'closed' && (!same || before.closed_by === CENTRAL);
  if (same && !reopened) return caseId;
  await transaction
    .updateTable('case_file')
    .set({
      evidence,
      ...(reopened
        ? { status: 'open' as const, closed_at_ms: null, closed_by: null, closed_because: null }
        : {}),
    })
    .where('case_id', '=', caseId)
    .execute();
  await audit(reopened ? 'caseReopened' : 'caseEvidence');
  return caseId;
};

/** What one person alone has decided so far: it answered what was asked then. */
const forgetFirstDecisions = async (
  transaction: DatabaseTransaction,
  caseId: string,
): Promise<void> => {
  await transaction
    .deleteFrom('decision')
    .where('case_id', '=', caseId)
    .where('command_id', 'is', null)
    .execute();
};

const openQuestion = z.object({ question: evidenceSchema.shape.question.exclude(['over']) });

/** Whether a kiosk still waits for an answer: such a case ends when it has one, not by hand. */
export const asksPeople = ({ evidence }: Pick<CaseFile, 'evidence'>): boolean =>
  openQuestion.safeParse(JSON.parse(evidence)).success;

/** Closes a case with a reason; false where it is closed, or not there. */
export const closeCase = async (
  transaction: DatabaseTransaction,
  caseId: string,
  { by, because, nowMs }: { by: string; because: string; nowMs: number },
): Promise<boolean> => {
  const closed = await transaction
    .updateTable('case_file')
    .set({ status: 'closed', closed_at_ms: nowMs, closed_by: by, closed_because: because })
    .where('case_id', '=', caseId)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return false;
  await forgetFirstDecisions(transaction, caseId);
  await recordAudit(
    transaction,
    [{ subject: caseId, actor: by, action: 'caseClosed', detail: because }],
    nowMs,
  );
  return true;
};

/** The same by a person, who cannot close a case that a kiosk waits for: that one is decided. */
export const closeByHand = async (
  transaction: DatabaseTransaction,
  caseId: string,
  reason: { readonly by: string; readonly because: string; readonly nowMs: number },
): Promise<Result<void, 'notThere' | 'asksPeople'>> => {
  const file = await lockCase(transaction, caseId);
  if (file !== undefined && file.status !== 'closed' && asksPeople(file)) return fail('asksPeople');
  return (await closeCase(transaction, caseId, reason)) ? ok(undefined) : fail('notThere');
};

/** Gives an open case to somebody; false where there is none. */
export const assignCase = async (
  transaction: DatabaseTransaction,
  caseId: string,
  { to, by, nowMs }: { to: string; by: string; nowMs: number },
): Promise<boolean> => {
  const assigned = await transaction
    .updateTable('case_file')
    .set({ owner: to, status: 'acknowledged' })
    .where('case_id', '=', caseId)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
  if (assigned.numUpdatedRows === 0n) return false;
  await recordAudit(
    transaction,
    [{ subject: caseId, actor: by, action: 'caseAssigned', detail: to }],
    nowMs,
  );
  return true;
};
