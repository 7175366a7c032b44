import { sleep, type Clock } from '../../contract/clock.ts';
import type { Database } from '../database/schema.ts';
import { evaluateAlerts, type Told } from './evaluate.ts';
import type { AlertLimits } from './rules.ts';

const EVERY_MS = 15_000;
const KEEP_CHANGES_MS = 400 * 86_400_000;

/** Looks at the whole fleet for as long as it runs. What fails is tried again at the next look. */
export const startFleetWatch = (deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly limits: AlertLimits;
  readonly told: readonly Told[];
  /** After each look: what is to be told is sent. */
  readonly carry: () => Promise<void>;
  readonly tell: (what: string) => void;
}): { readonly stop: () => Promise<void> } => {
  const { db, clock } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const look = async (): Promise<void> => {
    await evaluateAlerts(db, deps.limits, deps.told, clock.wallMs());
    await deps.carry();
    await db
      .deleteFrom('fleet_change')
      .where('received_ms', '<', clock.wallMs() - KEEP_CHANGES_MS)
      .execute();
  };
  const run = async (): Promise<void> => {
    while (!isStopping()) {
      await look().catch((error: unknown) => {
        deps.tell(`fleet: ${error instanceof Error ? error.name : 'the look failed'}`);
      });
      await sleep(clock, EVERY_MS, stopping.signal);
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
