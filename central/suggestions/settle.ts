import { randomUUID } from 'node:crypto';
import { MOST_ANSWER_CHARACTERS } from '../../contract/tawasul-text.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import type { DatabaseTransaction } from '../database/schema.ts';
import { recordEvent } from './events.ts';

/** `by`: as colleagues call them; `actor`: in the audit, the same unless told. */
export type By = { readonly by: string; readonly actor?: string; readonly nowMs: number };

/** Answers an open message; whoever wrote it reads the answer by the number on the slip, and on their phone. */
export const answerSuggestion = async (
  transaction: DatabaseTransaction,
  suggestionId: string,
  { answer, by, actor = by, nowMs }: By & { readonly answer: string },
): Promise<Result<void, 'notOpen' | 'tooLong'>> => {
  if (answer.length > MOST_ANSWER_CHARACTERS) return fail('tooLong');
  const done = await transaction
    .updateTable('suggestion')
    .set((row) => ({
      state: 'answered',
      answer,
      answered_at_ms: nowMs,
      answered_by: by,
      version: row('version', '+', 1),
    }))
    .where('suggestion_id', '=', suggestionId)
    .where('state', '=', 'open')
    .returning('phone')
    .executeTakeFirst();
  if (done === undefined) return fail('notOpen');
  await recordEvent(transaction, suggestionId, { what: 'answered', by, nowMs, text: answer });
  if (done.phone !== null)
    await transaction
      .insertInto('suggestion_notice')
      .values({
        notice_id: randomUUID(),
        suggestion_id: suggestionId,
        answered_at_ms: nowMs,
        state: 'waiting',
        next_at_ms: nowMs,
      })
      .execute();
  const entry = { subject: suggestionId, actor, action: 'suggestionAnswered' } as const;
  await recordAudit(transaction, [entry], nowMs);
  return ok(undefined);
};

/**
 * Closes a message, answered or not; false where it is closed or not there. The reason stands with the
 * message and goes with its words: somebody may have written a person's name into it.
 */
export const closeSuggestion = async (
  transaction: DatabaseTransaction,
  suggestionId: string,
  { because, by, actor = by, nowMs }: By & { readonly because: string },
): Promise<boolean> => {
  const done = await transaction
    .updateTable('suggestion')
    .set((row) => ({
      state: 'closed',
      closed_at_ms: nowMs,
      closed_by: by,
      closed_because: because,
      version: row('version', '+', 1),
    }))
    .where('suggestion_id', '=', suggestionId)
    .where('state', '<>', 'closed')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await recordEvent(transaction, suggestionId, { what: 'closed', by, nowMs, text: because });
  const entry = { subject: suggestionId, actor, action: 'suggestionClosed' } as const;
  await recordAudit(transaction, [entry], nowMs);
  return true;
};
