import { sleep, type Clock } from '../../contract/clock.ts';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import { DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { recordEvent } from './events.ts';

const EVERY_MS = 3_600_000;
const AT_ONCE = 500;

/**
 * Takes away what people and colleagues wrote, and the phone, of messages that have been closed for
 * `keepDays`; how many those were. What counts them stays, and the answer that their number opens.
 */
export const blankOld = (
  db: Database,
  { nowMs, keepDays }: { readonly nowMs: number; readonly keepDays: number },
): Promise<number> =>
  writing(db, nowMs, async (transaction) => {
    const old = await transaction
      .selectFrom('suggestion')
      .select('suggestion_id')
      .where('state', '=', 'closed')
      .where('blanked_at_ms', 'is', null)
      .where('closed_at_ms', '<=', nowMs - keepDays * DAY_MS)
      .orderBy('closed_at_ms')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = old.map(({ suggestion_id: id }) => id);
    if (ids.length === 0) return 0;
    await transaction
      .updateTable('suggestion')
      .set((row) => ({
        text: '',
        phone: null,
        closed_because: '',
        blanked_at_ms: nowMs,
        version: row('version', '+', 1),
      }))
      .where('suggestion_id', 'in', ids)
      .execute();
    await transaction
      .updateTable('suggestion_event')
      .set({ text: null })
      .where('suggestion_id', 'in', ids)
      .execute();
    for (const id of ids) await recordEvent(transaction, id, { what: 'blanked', by: null, nowMs });
    const entry = {
      subject: subjectOf('suggestions blanked'),
      actor: CENTRAL,
      action: 'suggestionsBlanked',
      detail: String(ids.length),
    } as const;
    await recordAudit(transaction, [entry], nowMs);
    return ids.length;
  });

/** Every hour for as long as it runs. What fails is tried again in the next. */
export const startBlanking = (deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly keepDays: number;
  readonly tell: (what: string) => void;
}): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const round = async (): Promise<void> => {
    while (!isStopping() && (await blankOld(deps.db, { ...deps, nowMs: deps.clock.wallMs() })) > 0);
  };
  const run = async (): Promise<void> => {
    while (!isStopping()) {
      await round().catch((error: unknown) => {
        deps.tell(`messages to ministries: ${error instanceof Error ? error.name : 'care failed'}`);
      });
      await sleep(deps.clock, EVERY_MS, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
