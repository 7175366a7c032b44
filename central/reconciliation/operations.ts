import { z } from 'zod';
import { paymentIdSchema } from '../../contract/ids.ts';
import {
  dayReportSchema,
  evidenceSchema,
  receivedSchema,
  type DayReport,
  type Evidence,
} from '../../contract/reconciliation.ts';
import type { Clock } from '../../contract/clock.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import { caseIdOf, closeCase, fileCase } from '../cases/case-files.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { json } from '../http/answer.ts';
import { SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { totalsFinding } from './totals.ts';

type Deps = { readonly db: Database; readonly clock: Clock };

/** A busy day's report is larger than any other request but a batch. */
const MOST_REPORT_BYTES = 1_048_576;
const RECEIVED = { received: true } as const;

/** Keeps a day report for ever; false where the kiosk told another under that number. */
const keepDay = (db: Database, report: DayReport, nowMs: number): Promise<boolean> =>
  writing(db, nowMs, async (transaction) => {
    const { kioskId, number } = report;
    const document = JSON.stringify(report);
    const kept = await transaction
      .insertInto('kiosk_day')
      .values({
        kiosk_id: kioskId,
        number,
        closed_at_ms: Date.parse(report.closedAt),
        received_at_ms: nowMs,
        document,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== 1n) {
      const before = await transaction
        .selectFrom('kiosk_day')
        .select('document')
        .where('kiosk_id', '=', kioskId)
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      return before.document === document;
    }
    const detail = `${String(report.entries.length)} payments, ${String(report.journal.fils)} fils`;
    const subject = subjectOf(`day ${String(number)} of ${kioskId}`);
    await recordAudit(
      transaction,
      [{ subject, actor: kioskId, action: 'kioskDayReported', detail }],
      nowMs,
    );
    const finding = totalsFinding(report);
    if (finding !== null)
      await fileCase(transaction, finding, { day: null, nowMs, actor: kioskId });
    return true;
  });

/** Opens the case that asks people about a payment, brings it up to date, or closes it. */
const keepEvidence = (db: Database, evidence: Evidence, nowMs: number): Promise<void> =>
  writing(db, nowMs, async (transaction) => {
    const { paymentId, kioskId, question, state } = evidence;
    const kinds = ['inDoubtUnclear', 'quarantined'] as const;
    // With the kiosk in its name: no kiosk speaks of another's payment.
    const subject = `${kioskId} ${paymentId}`;
    const wanted = state === 'quarantined' ? 'quarantined' : 'inDoubtUnclear';
    for (const kind of kinds) {
      if (question !== 'over' && kind === wanted) continue;
      const because = `the kiosk says ${state}`;
      const caseId = caseIdOf({ kind, subject });
      if (!(await closeCase(transaction, caseId, { by: kioskId, because, nowMs }))) continue;
      await transaction
        .updateTable('kiosk_command')
        .set({ status: 'withdrawn', answered_at_ms: nowMs })
        .where('case_id', '=', caseId)
        .where('status', '=', 'open')
        .execute();
    }
    if (question === 'over') return;
    await fileCase(
      transaction,
      { kind: wanted, subject, kioskId, paymentId, evidence },
      { day: null, nowMs, actor: kioskId },
    );
  });

/** What kiosks tell for reconciliation; both may be sent again and again. */
export const reportOperations = ({ db, clock }: Deps): readonly Operation[] => [
  operation({
    method: 'PUT',
    path: '/v1/kiosks/days/:number',
    bodyLimit: MOST_REPORT_BYTES,
    schema: {
      operationId: 'reportDay',
      summary: 'One end of day of the calling kiosk’s terminal; the same report for ever',
      security: SIGNED,
      params: z.object({ number: z.coerce.number().int().positive() }),
      body: dayReportSchema,
      response: answers({ 200: ['Kept', receivedSchema] }, [
        'badRequest',
        'notAuthenticated',
        'documentDiffers',
        'documentInvalid',
      ]),
    },
    handle: async ({ kioskId, params: { number }, body }) => {
      if (body.kioskId !== kioskId || body.number !== number)
        return problem('documentInvalid', 'The report is another kiosk’s, or of another day.');
      const kept = await keepDay(db, body, clock.wallMs());
      return kept ? json(receivedSchema, RECEIVED) : problem('documentDiffers');
    },
  }),
  operation({
    method: 'PUT',
    path: '/v1/kiosks/evidence/:paymentId',
    schema: {
      operationId: 'reportEvidence',
      summary: 'A payment that the calling kiosk cannot decide by itself, or no longer asks about',
      security: SIGNED,
      params: z.object({ paymentId: paymentIdSchema }),
      body: evidenceSchema,
      response: answers({ 200: ['Kept', receivedSchema] }, [
        'badRequest',
        'notAuthenticated',
        'documentInvalid',
      ]),
    },
    handle: async ({ kioskId, params: { paymentId }, body }) => {
      if (body.kioskId !== kioskId || body.paymentId !== paymentId)
        return problem('documentInvalid', 'The evidence is of another kiosk or payment.');
      await keepEvidence(db, body, clock.wallMs());
      return json(receivedSchema, RECEIVED);
    },
  }),
];
