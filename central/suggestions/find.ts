import { readTrackingNumber, type SuggestionStatus } from '../../contract/tawasul.ts';
import type { Database } from '../database/schema.ts';

/** How the message under this number stands; `null` where there is none. */
export const findSuggestion = async (
  db: Database,
  typed: string,
): Promise<SuggestionStatus | null> => {
  const trackingNumber = readTrackingNumber(typed);
  if (trackingNumber === null) return null;
  const row = await db
    .selectFrom('suggestion')
    .select(['kind', 'ministry_id', 'received_at_ms', 'due_on', 'state'])
    .select(['answer', 'answered_at_ms'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    trackingNumber,
    kind: row.kind,
    ministryId: row.ministry_id,
    receivedAt: new Date(row.received_at_ms).toISOString(),
    dueOn: row.due_on,
    state: row.state,
    answer: row.answer,
    answeredAt: row.answered_at_ms === null ? null : new Date(row.answered_at_ms).toISOString(),
  };
};
