import { createHash } from 'node:crypto';
import type { Suggestion, SuggestionId, SuggestionReceived } from '../../contract/tawasul.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { workingDaysAfter } from './working-days.ts';

/** By when each kind is answered, as the catalogue says. */
export type DueRule = {
  readonly dueWorkingDays: Readonly<Record<Suggestion['kind'], number>>;
  readonly holidays?: readonly string[] | undefined;
};

/** Where the catalogue names no ministry any more, what waited is still taken. */
export const USUAL: DueRule = { dueWorkingDays: { complaint: 5, suggestion: 10 } };

/** Of the values in one order, whatever order they came in. */
const contentHash = (content: Suggestion): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest();

/**
 * Takes a message once: the same again gets the first answer. `differs`: something else stands under its
 * id or its tracking number, or another kiosk sent it.
 */
export const recordSuggestion = (
  db: Database,
  kioskId: string,
  suggestionId: SuggestionId,
  content: Suggestion,
  { nowMs, rule }: { readonly nowMs: number; readonly rule: DueRule },
): Promise<Result<SuggestionReceived, 'differs'>> =>
  writing(db, nowMs, async (transaction) => {
    const sha256 = contentHash(content);
    const days = rule.dueWorkingDays[content.kind];
    const inserted = await transaction
      .insertInto('suggestion')
      .values({
        suggestion_id: suggestionId,
        tracking_number: content.trackingNumber,
        kiosk_id: kioskId,
        kind: content.kind,
        ministry_id: content.ministryId,
        text: content.text,
        phone: content.phone,
        language: content.language,
        content_sha256: sha256,
        written_at_ms: Date.parse(content.writtenAt),
        received_at_ms: nowMs,
        due_on: workingDaysAfter(bahrainDay(nowMs), days, rule.holidays),
        state: 'open',
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) {
      await recordAudit(
        transaction,
        [
          {
            subject: suggestionId,
            actor: kioskId,
            action: 'suggestionReceived',
            detail: `${content.kind} ${content.ministryId}`,
          },
        ],
        nowMs,
      );
    }
    const row = await transaction
      .selectFrom('suggestion')
      .select(['kiosk_id', 'content_sha256', 'received_at_ms', 'due_on'])
      .where('suggestion_id', '=', suggestionId)
      .executeTakeFirst();
    const same = row?.kiosk_id === kioskId && sha256.equals(row.content_sha256);
    return row === undefined || !same
      ? fail('differs')
      : ok({
          suggestionId,
          receivedAt: new Date(row.received_at_ms).toISOString(),
          dueOn: row.due_on,
        });
  });
