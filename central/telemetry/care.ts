import { sql } from 'kysely';
import { sleep, type Clock } from '../../contract/clock.ts';
import { addDays, bahrainDay, DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { ensureHealthDays } from './store.ts';

const EVERY_MS = 3_600_000;

/** Makes tomorrow's partitions and drops those of days that are no longer kept; how many went. */
export const careForHealthLogs = async (
  db: Database,
  { nowMs, keepDays }: { readonly nowMs: number; readonly keepDays: number },
): Promise<number> => {
  await ensureHealthDays(db, [nowMs, nowMs + DAY_MS]);
  // One day more than a line may be old, so that none arrives for a day that is just going.
  const first = addDays(bahrainDay(nowMs), -keepDays - 1);
  const { rows } = await sql<{ dropped: number }>`
    select drop_health_before(${first}::date) as dropped`.execute(db);
  // A buffer that was not heard of for so long was made anew.
  await db
    .deleteFrom('health_batch')
    .where('received_ms', '<', nowMs - 400 * DAY_MS)
    .execute();
  return rows[0]?.dropped ?? 0;
};

/** Every hour for as long as it runs. What fails is tried again in the next. */
export const startHealthCare = (deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly keepDays: number;
  readonly tell: (what: string) => void;
}): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const run = async (): Promise<void> => {
    while (!isStopping()) {
      await careForHealthLogs(deps.db, { ...deps, nowMs: deps.clock.wallMs() }).catch(
        (error: unknown) => {
          deps.tell(`health logs: ${error instanceof Error ? error.name : 'care failed'}`);
        },
      );
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
