import type { Clock } from '../../contract/clock.ts';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import { backoffMs, fraction, returnMs } from './backoff.ts';

/**
 * Trouble with so many different requests, or as many payments refused as such, and none taken between,
 * is the gateway's, not the payments'.
 */
const TROUBLE_IS_SHARED = 3;
/** Refusals of a whole document, which end in quarantine where they stay. */
const REFUSALS: readonly GatewayProblemCode[] = ['badRequest', 'documentInvalid', 'notFound'];
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
  /** `what` names the payments asked for, so that trouble with one stays its own; none: nobody's. */
  readonly failed: (failure: GatewayFailure, what: readonly string[]) => void;
  /** How many payments the gateway took. */
  readonly taken: () => number;
  /**
   * Whether one more refusal of a payment says something of it: not where the gateway refuses whatever
   * it gets. `taken`: at the refusal before this one.
   */
  readonly believes: (taken: number) => boolean;
  /** A person's own payment was taken past the pause: what speaks against the gateway does no more. */
  readonly passed: () => void;
  /** `oldestMs`: how long the oldest row has waited, here and below. */
  readonly answered: (oldestMs: number) => void;
  /** Something else reached the gateway; whether that changes anything. */
  readonly contact: (oldestMs: number) => boolean;
  /** Waits for this kiosk's turn in the window of return. */
  readonly returning: (oldestMs: number) => void;
};

/** The payment's own document was refused: asked often enough, that is believed. */
export const isRefusal = (failure: GatewayFailure): boolean =>
  failure.kind === 'problem' && REFUSALS.includes(failure.code);

/** The gateway asks to be left alone, and says nothing of what it was asked. */
export const asksForTime = (failure: GatewayFailure): boolean =>
  failure.kind !== 'away' &&
  (failure.retryAfterMs !== undefined ||
    (failure.kind === 'problem' && failure.code === 'rateLimited'));

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
  let reachedMs: number | null = null;
  let taken = 0;

  const begin = (why: Why, tries: number, waitMs: number): void => {
    pause = { why, tries, dueMs: clock.monotonicMs() + waitMs };
  };
  const backOff = (why: 'away' | 'trouble'): void => {
    const tries = (pause?.why === why ? pause.tries : 0) + 1;
    begin(why, tries, backoffMs(tries, { ...retry, random }));
  };
  /** A row may wait for weeks, a refund that is not paid yet: that is no outage. */
  const returning = (oldestMs: number): void => {
    const sinceMs = reachedMs === null ? oldestMs : clock.monotonicMs() - reachedMs;
    const waitMs = returnMs(Math.min(oldestMs, sinceMs), { mostMs: deps.spreadMs, random });
    if (waitMs > 0) begin('returning', 0, waitMs);
    else pause = null;
  };

  return {
    untilMs: () => pause?.dueMs ?? 0,
    probing: () => reachedMs === null || (pause !== null && pause.why !== 'returning'),
    letsPersonPass: () => pause !== null && pause.why !== 'away',
    failed: (failure, what) => {
      if (failure.kind === 'away') {
        troubled.clear();
        backOff('away');
        return;
      }
      if (failure.kind === 'trouble' || isRefusal(failure))
        for (const each of what) troubled.add(each);
      else if (!asksForTime(failure)) troubled.clear();
      if (failure.retryAfterMs !== undefined) {
        // "At once" is no answer that may be kept to: asked as often as it says that, it stays busy.
        const toldMs = Math.max(failure.retryAfterMs, retry.firstMs / 2);
        const spreadMs = Math.max(toldMs, retry.firstMs) * RETRY_SPREAD;
        begin('told', 0, Math.round(toldMs + spreadMs * fraction(random)));
      } else if (asksForTime(failure) || troubled.size >= TROUBLE_IS_SHARED) backOff('trouble');
      else pause = null;
    },
    taken: () => taken,
    believes: (before) => taken > before || troubled.size < TROUBLE_IS_SHARED,
    passed: () => {
      taken += 1;
      troubled.clear();
      if (pause?.why === 'trouble') pause = null;
    },
    answered: (oldestMs) => {
      taken += 1;
      troubled.clear();
      if (pause?.why === 'away') returning(oldestMs);
      else pause = null;
      reachedMs = clock.monotonicMs();
    },
    contact: (oldestMs) => {
      if (pause?.why !== 'away') return false;
      returning(oldestMs);
      return true;
    },
    returning,
  };
};
