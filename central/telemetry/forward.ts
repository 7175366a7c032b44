import { sql } from 'kysely';
import { sleep, type Clock } from '../../contract/clock.ts';
import type { Signal } from '../../contract/otlp.ts';
import type { Database } from '../database/schema.ts';

/** An OpenTelemetry collector: OTLP/HTTP in JSON under `<url>/v1/logs` and so on. */
export type Collector = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** So long one replica has a batch to itself, ms. */
const CLAIM_MS = 60_000;
const AT_ONCE = 16;
const TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
const MOST_REST_MS = 60_000;
/** Batches that wait for a collector that is away; older ones are let go. */
const MOST_WAITING = 100_000;

type Waiting = { readonly id: number; readonly signal: Signal; readonly body: string };

const claim = async (db: Database, nowMs: number): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    update health_forward set claimed_until_ms = ${nowMs + CLAIM_MS}
      where id in (select id from health_forward where claimed_until_ms < ${nowMs}
        order by id limit ${AT_ONCE} for update skip locked)
      returning id, signal, body`.execute(db);
  return rows.toSorted((a, b) => a.id - b.id);
};

/** `refused`: it was understood and will never be taken. */
type Verdict = 'taken' | 'refused' | 'later';

const post = async ({ url, headers }: Collector, waiting: Waiting): Promise<Verdict> => {
  try {
    const response = await fetch(`${url.replace(/\/+$/u, '')}/v1/${waiting.signal}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: waiting.body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return 'taken';
    // As OTLP/HTTP has it: 4xx other than these are for good.
    const again = response.status >= 500 || response.status === 429 || response.status === 408;
    return again ? 'later' : 'refused';
  } catch {
    return 'later';
  }
};

/** Hands on what waits, oldest first, each at least once; whether the collector took all of it. */
export const forwardOnce = async (
  db: Database,
  collector: Collector,
  nowMs: number,
): Promise<{ readonly handedOn: number; readonly refused: number; readonly away: boolean }> => {
  let handedOn = 0;
  let refused = 0;
  const claimed = await claim(db, nowMs);
  for (const [index, waiting] of claimed.entries()) {
    const verdict = await post(collector, waiting);
    if (verdict === 'later') {
      const ids = claimed.slice(index).map(({ id }) => id);
      await sql`update health_forward set claimed_until_ms = 0 where id = any(${ids})`.execute(db);
      return { handedOn, refused, away: true };
    }
    await db.deleteFrom('health_forward').where('id', '=', waiting.id).execute();
    if (verdict === 'taken') handedOn += 1;
    else refused += 1;
  }
  return { handedOn, refused, away: false };
};

/** Lets go of the oldest where a collector stays away for too long; how many. */
export const trimWaiting = async (db: Database, most = MOST_WAITING): Promise<number> => {
  const { rows } = await sql`
    delete from health_forward
      where id <= (select id from health_forward order by id desc offset ${most} limit 1)
      returning 1`.execute(db);
  return rows.length;
};

/** Hands on for as long as it runs. `tell` hears in words what was let go of. */
export const startForwarding = (deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly collector: Collector;
  readonly tell: (what: string) => void;
}): { readonly stop: () => Promise<void> } => {
  const { db, clock, collector, tell } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!isStopping()) {
      let more = false;
      try {
        const { handedOn, refused, away } = await forwardOnce(db, collector, clock.wallMs());
        if (refused > 0) tell(`the collector refused ${String(refused)} batches for good`);
        failures = away ? failures + 1 : 0;
        more = handedOn + refused === AT_ONCE;
        if (away) {
          const dropped = await trimWaiting(db);
          if (dropped > 0) tell(`${String(dropped)} batches were let go: the collector is away`);
        }
      } catch (error) {
        failures += 1;
        tell(`forwarding failed: ${error instanceof Error ? error.name : 'unknown'}`);
      }
      const restMs = more ? 0 : Math.min(LOOK_EVERY_MS * 2 ** Math.min(failures, 10), MOST_REST_MS);
      await sleep(clock, restMs, stopping.signal);
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
