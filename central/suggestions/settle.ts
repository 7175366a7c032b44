import { MOST_ANSWER_CHARACTERS } from '../../contract/tawasul.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import type { DatabaseTransaction } from '../database/schema.ts';

type By = { readonly by: string; readonly nowMs: number };

/** Answers an open message; whoever wrote it reads the answer by the number on the slip. */
export const answerSuggestion = async (
  transaction: DatabaseTransaction,
  suggestionId: string,
  { answer, by, nowMs }: By & { readonly answer: string },
): Promise<Result<void, 'notOpen' | 'tooLong'>> => {
  if (answer.length > MOST_ANSWER_CHARACTERS) return fail('tooLong');
  const done = await transaction
    .updateTable('suggestion')
    .set({ state: 'answered', answer, answered_at_ms: nowMs, answered_by: by })
    .where('suggestion_id', '=', suggestionId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return fail('notOpen');
  const entry = { subject: suggestionId, actor: by, action: 'suggestionAnswered' } as const;
  await recordAudit(transaction, [entry], nowMs);
  return ok(undefined);
};

/** Closes a message, answered or not, with a reason for the books; false where it is closed or not there. */
export const closeSuggestion = async (
  transaction: DatabaseTransaction,
  suggestionId: string,
  { because, by, nowMs }: By & { readonly because: string },
): Promise<boolean> => {
  const done = await transaction
    .updateTable('suggestion')
    .set({ state: 'closed', closed_at_ms: nowMs, closed_by: by, closed_because: because })
    .where('suggestion_id', '=', suggestionId)
    .where('state', '<>', 'closed')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await recordAudit(
    transaction,
    [{ subject: suggestionId, actor: by, action: 'suggestionClosed', detail: because }],
    nowMs,
  );
  return true;
};
