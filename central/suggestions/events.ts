import type { SuggestionEvent } from '../../contract/console-suggestions.ts';
import type { DatabaseTransaction } from '../database/schema.ts';

/** Writes into a message's timeline what was done with it, in the transaction that does it. */
export const recordEvent = async (
  transaction: DatabaseTransaction,
  suggestionId: string,
  event: {
    readonly what: SuggestionEvent['what'];
    readonly by: string | null;
    readonly nowMs: number;
    readonly text?: string;
    readonly ministryId?: string;
  },
): Promise<void> => {
  await transaction
    .insertInto('suggestion_event')
    .values({
      suggestion_id: suggestionId,
      at_ms: event.nowMs,
      what: event.what,
      by_name: event.by,
      text: event.text ?? null,
      ministry_id: event.ministryId ?? null,
    })
    .execute();
};
