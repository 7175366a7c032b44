import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import { backoffMs, fraction, returnMs } from './backoff.ts';

/** Trouble with so many different requests, and no answer between, is the gateway's, not the payments'. */
const TROUBLE_IS_SHARED = 3;
/** What is added to a `Retry-After` at random: kiosks refused together must not return together. */
const RETRY_SPREAD = 0.25;

/**
 * `away`: nothing answers. `trouble`: whatever is asked, it answers nothing usable. `told`: a
 * `Retry-After`. `returning`: it answers again after an outage, and this kiosk awaits its turn.
 */
type Why = 'away' | 'trouble' | 'told' | 'returning';

export type SharedPause = {
  /** When the queue may be tried again, ms of the monotonic clock; 0: now. */
  readonly untilMs: () => number;
  /** Whether what is tried next is tried for all of them. */
  readonly probing: () => boolean;
  /** Whether one waiting person's own payment may go all the same. */
  readonly letsPersonPass: () => boolean;
  /** `what` names the request, so that trouble with one payment stays its own. */
  readonly failed: (failure: GatewayFailure, what: string) => void;
  /** `outageMs`: how long the oldest row has waited, here and below. */
  readonly answered: (outageMs: number) => void;
  /** Something else reached the gateway; whether that changes anything. */
  readonly contact: (outageMs: number) => boolean;
  /** Waits for this kiosk's turn in the window of return. */
  readonly returning: (outageMs: number) => void;
};

/** What keeps the whole queue waiting, in memory only: after a restart the gateway is asked anew. */
export const createSharedPause = (deps: {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  /** The longest window of return, ms. */
  readonly spreadMs: number;
}): SharedPause => {
  const { clock, random, retry } = deps;
  let pause: { readonly why: Why; readonly tries: number; readonly dueMs: number } | null = null;
  const troubled = new Set<string>();
  /** Until the gateway has answered, nothing larger than one payment is worth sending. */
  let reached = false;

  const begin = (why: Why, tries: number, waitMs: number): void => {
    pause = { why, tries, dueMs: clock.monotonicMs() + waitMs };
  };
  const backOff = (why: 'away' | 'trouble'): void => {
    const tries = (pause?.why === why ? pause.tries : 0) + 1;
    begin(why, tries, backoffMs(tries, { ...retry, random }));
  };
  const returning = (outageMs: number): void => {
    const waitMs = returnMs(outageMs, { mostMs: deps.spreadMs, random });
    if (waitMs > 0) begin('returning', 0, waitMs);
    else pause = null;
  };

  return {
    untilMs: () => pause?.dueMs ?? 0,
    probing: () => !reached || (pause !== null && pause.why !== 'returning'),
    letsPersonPass: () => pause !== null && pause.why !== 'away',
    failed: (failure, what) => {
      if (failure.kind === 'away') {
        troubled.clear();
        backOff('away');
        return;
      }
      if (failure.kind === 'trouble') troubled.add(what);
      else troubled.clear();
      if (failure.retryAfterMs !== undefined) {
        const spreadMs = Math.max(failure.retryAfterMs, retry.firstMs) * RETRY_SPREAD;
        begin('told', 0, failure.retryAfterMs + Math.round(spreadMs * fraction(random)));
      } else if (troubled.size >= TROUBLE_IS_SHARED) backOff('trouble');
      else pause = null;
    },
    answered: (outageMs) => {
      reached = true;
      troubled.clear();
      if (pause?.why === 'away') returning(outageMs);
      else pause = null;
    },
    contact: (outageMs) => {
      if (pause?.why !== 'away') return false;
      returning(outageMs);
      return true;
    },
    returning,
  };
};
