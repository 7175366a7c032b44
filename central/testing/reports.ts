import { randomUUID } from 'node:crypto';
import {
  type DayReport,
  dayReportSchema,
  type Evidence,
  evidenceSchema,
} from '../../contract/reconciliation.ts';
import { fileCase } from '../cases/case-files.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';

/** A closed day on which everything agrees. */
export const sampleDay = (kioskId: string, more: Partial<DayReport> = {}): DayReport =>
  dayReportSchema.parse({
    v: 1,
    kioskId,
    number: 1,
    cause: 'idle',
    closedAt: '2026-11-22T20:31:00.000Z',
    since: null,
    terminal: { count: 1, fils: 6_000 },
    journal: { count: 1, fils: 6_000 },
    entries: [],
    ...more,
  });

/** A payment in doubt of which no approval was heard. */
export const sampleEvidence = (
  kioskId: string,
  paymentId: string,
  more: Partial<Evidence> = {},
): Evidence =>
  evidenceSchema.parse({
    v: 1,
    kioskId,
    paymentId,
    question: 'charged',
    state: 'inDoubt',
    since: '2026-11-22T09:00:00.000Z',
    amountFils: 32_569,
    lines: [{ serviceId: 'ewa', amountFils: 32_569 }],
    before: null,
    beforeReversal: null,
    approved: null,
    seen: null,
    terminalAnswered: true,
    replies: [],
    why: 'noAnswer',
    ...more,
  });

/** An open command for that kiosk, past the two operators; its id. */
export const giveCommand = (db: Database, evidence: Evidence, nowMs = 1): Promise<string> =>
  writing(db, nowMs, async (transaction) => {
    const { kioskId, paymentId } = evidence;
    const case_id = await fileCase(
      transaction,
      { kind: 'inDoubtUnclear', subject: `${kioskId} ${paymentId}`, kioskId, paymentId, evidence },
      { day: null, nowMs },
    );
    const command_id = randomUUID();
    await transaction
      .insertInto('kiosk_command')
      .values({
        command_id,
        case_id,
        kiosk_id: kioskId,
        payment_id: paymentId,
        command: '{}',
        key_id: 'key',
        signature: 'signature',
        issued_at_ms: nowMs,
        expires_at_ms: Number.MAX_SAFE_INTEGER,
        status: 'open',
        answer: null,
        answered_at_ms: null,
      })
      .execute();
    return command_id;
  });
