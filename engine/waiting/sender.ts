import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { GatewayAnswer, GatewayFailure } from '../gateway/client.ts';
import type { Log } from '../log.ts';
import { backoffMs, returnMs } from '../outbox/backoff.ts';
import type { Waiting } from './waiting.ts';

export type WaitingSender = {
  /** Sends what is due now; called when something was stored and at start. */
  readonly wake: () => void;
  /** The gateway answered something: a pause for its absence is over soon. */
  readonly contact: () => void;
  readonly stop: () => Promise<void>;
};

/** Over so long at most kiosks return to the gateway with what waits. */
const SPREAD_MS = 60_000;

/**
 * Sends everything that waits until central acknowledges it, the same id and content each time, one
 * request at a time, oldest first. Payments go before: the rest waits while one of them does, but
 * never longer than `mostMs`.
 */
export const createWaitingSender = <Id extends string, Content>(deps: {
  /** For the log, e.g. `tawasul`. */
  readonly name: string;
  readonly waiting: Waiting<Id, Content>;
  readonly send: (id: Id, content: Content) => GatewayAnswer<unknown>;
  /** Whether nothing will ever come of it, however often it is sent; by default never. */
  readonly isHopeless?: (error: GatewayFailure, content: Content) => boolean;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  /** A payment waits to be sent. */
  readonly paymentsWait: () => boolean;
  readonly onDelivered: () => void;
  /** It was hopeless: nothing will come of it. */
  readonly onGivenUp?: (id: Id) => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): WaitingSender => {
  const { waiting, clock, retry } = deps;
  /** Each one's own trouble; what central cannot take holds up nothing else. */
  const waits = new Map<Id, { readonly tries: number; readonly dueMs: number }>();
  let failures = 0;
  let pausedUntilMs = 0;
  let awaySinceMs: number | null = null;
  let behindSinceMs: number | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let cancelTimer: () => void = () => undefined;

  const isStopped = (): boolean => stopped;
  const dueMs = (id: Id): number => waits.get(id)?.dueMs ?? 0;
  const pauseMs = (tries: number, error: GatewayFailure): number =>
    Math.max(
      backoffMs(tries, { ...retry, random: deps.random }),
      error.kind === 'away' ? 0 : (error.retryAfterMs ?? 0),
    );

  /** Whether the payments go first now; once the patience is over, one of these passes. */
  const behindPayments = (): boolean => {
    const nowMs = clock.monotonicMs();
    if (!deps.paymentsWait()) {
      behindSinceMs = null;
      return false;
    }
    behindSinceMs ??= nowMs;
    if (nowMs - behindSinceMs < retry.mostMs) return true;
    behindSinceMs = nowMs;
    return false;
  };

  const failed = (id: Id, error: GatewayFailure): void => {
    const nowMs = clock.monotonicMs();
    if (error.kind !== 'away') {
      const tries = (waits.get(id)?.tries ?? 0) + 1;
      waits.set(id, { tries, dueMs: nowMs + pauseMs(tries, error) });
      const code = error.kind === 'problem' ? error.code : String(error.status);
      deps.log(`${deps.name}.notTaken`, { id, code });
      if (error.kind === 'problem' && error.code !== 'rateLimited') return;
    }
    if (error.kind === 'away') awaySinceMs ??= nowMs;
    failures += 1;
    pausedUntilMs = nowMs + pauseMs(failures, error);
  };

  const sendOne = async (id: Id): Promise<void> => {
    const content = waiting.read(id);
    if (content === null) {
      deps.log(`${deps.name}.unreadable`, { id });
      waiting.setAside(id);
      return;
    }
    const answer = await deps.send(id, content);
    if (!answer.ok) {
      if (deps.isHopeless?.(answer.error, content) !== true) {
        failed(id, answer.error);
        return;
      }
      deps.log(`${deps.name}.givenUp`, { id });
      deps.onGivenUp?.(id);
    }
    failures = 0;
    awaySinceMs = null;
    waits.delete(id);
    waiting.remove(id);
    deps.onDelivered();
  };

  const pump = async (): Promise<void> => {
    while (!isStopped() && pausedUntilMs <= clock.monotonicMs()) {
      const due = waiting.ids().find((id) => dueMs(id) <= clock.monotonicMs());
      if (due === undefined || behindPayments()) break;
      await sendOne(due);
    }
    schedule();
  };

  const schedule = (): void => {
    cancelTimer();
    const ids = waiting.ids();
    if (stopped || ids.length === 0) return;
    const nowMs = clock.monotonicMs();
    // Nobody says when the last payment has gone: look again soon.
    const behindMs = behindSinceMs === null ? 0 : nowMs + 2 * retry.firstMs;
    const nextMs = Math.max(pausedUntilMs, behindMs, Math.min(...ids.map(dueMs)));
    cancelTimer = clock.after(Math.max(0, nextMs - nowMs), wake);
  };

  const wake = (): void => {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = pump()
      .catch(deps.onBug)
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  };

  return {
    wake,
    contact: () => {
      if (awaySinceMs === null) return;
      const nowMs = clock.monotonicMs();
      const spread = { mostMs: SPREAD_MS, random: deps.random };
      pausedUntilMs = Math.min(pausedUntilMs, nowMs + returnMs(nowMs - awaySinceMs, spread));
      awaySinceMs = null;
      wake();
    },
    stop: async () => {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
};
