import { sleep, type Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import { SIGNALS, type OtlpAttribute, type Signal } from '../../contract/otlp.ts';
import type { Batch } from './buffer.ts';
import { requestOf, type TelemetryRequest } from './encode.ts';
import type { Recorder } from './recorder.ts';

/**
 * What became of a batch. `later`: nobody took it, it is sent again unchanged. `refused`: it was
 * understood and will never be taken.
 */
export type Sent =
  | { readonly kind: 'taken' }
  | { readonly kind: 'later'; readonly afterMs?: number }
  | { readonly kind: 'refused'; readonly code: string };

export type SendBatch = (batch: Batch, request: TelemetryRequest) => Promise<Sent>;

export type SenderTiming = {
  /** From one look at the buffer to the next, ms. */
  readonly everyMs: number;
  readonly gapMs: number;
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
};

/** Between two batches of a full buffer, ms: a long outage is told without a rush. */
export const GAP_MS = 250;

/** One that is refused is tried so often: central may be of an older release just now. */
const TRIES_OF_REFUSED = 3;

/** Empties the buffer, one batch at a time, for as long as it runs. */
export const startSender = (deps: {
  readonly recorder: Recorder;
  readonly send: SendBatch;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly timing: SenderTiming;
  readonly resource: readonly OtlpAttribute[];
  /** Before each round: what the buffer lost is put into it. */
  readonly onRound: () => void;
  readonly onRefused: (code: string, items: number) => void;
  readonly onBug: (cause: unknown) => void;
}): { readonly stop: () => Promise<void> } => {
  const { recorder, clock, timing } = deps;
  const stopping = new AbortController();
  // Asked through a function: the flag changes while the loop waits.
  const isStopping = (): boolean => stopping.signal.aborted;
  /** Of each signal: failures on end, and among them refusals of the batch whose turn it is. */
  const trouble = new Map<Signal, { failures: number; refusals: number }>();

  const backoffMs = (failures: number, afterMs = 0): number => {
    const most = Math.min(
      timing.retryMostMs,
      timing.retryFirstMs * 2 ** Math.min(failures - 1, 20),
    );
    const [byte = 0] = deps.random(1);
    return Math.max(afterMs, most * (0.5 + byte / 510));
  };
  const finish = (batch: Batch): void => {
    // Not taken out: it is sent again, and central knows its number.
    recorder.with((buffer) => {
      buffer.done(batch);
    });
  };
  /** Sends one; how long to wait before the next, or `null`: there is nothing of this signal. */
  const sendNext = async (signal: Signal): Promise<number | null> => {
    const batch = recorder.with((buffer) => buffer.next(signal));
    if (batch === null) return null;
    const sent = await deps.send(batch, requestOf(signal, deps.resource, batch.bodies));
    const { failures, refusals } = trouble.get(signal) ?? { failures: 0, refusals: 0 };
    if (sent.kind === 'taken') {
      trouble.delete(signal);
      finish(batch);
      return timing.gapMs;
    }
    const refused = refusals + (sent.kind === 'refused' ? 1 : 0);
    trouble.set(signal, { failures: failures + 1, refusals: refused });
    if (sent.kind === 'later') return backoffMs(failures + 1, sent.afterMs);
    if (refused < TRIES_OF_REFUSED) return backoffMs(failures + 1);
    trouble.delete(signal);
    finish(batch);
    deps.onRefused(sent.code, batch.bodies.length);
    return timing.gapMs;
  };
  /** One batch of each signal in turn, so that none waits for another; whether there was any. */
  const sendEach = async (): Promise<boolean> => {
    let any = false;
    for (const signal of SIGNALS) {
      if (isStopping()) return false;
      const waitMs = await sendNext(signal);
      if (waitMs === null) continue;
      any = true;
      await sleep(clock, waitMs, stopping.signal);
    }
    return any;
  };
  const run = async (): Promise<void> => {
    while (!isStopping()) {
      deps.onRound();
      const more = await sendEach();
      if (!more) await sleep(clock, timing.everyMs, stopping.signal);
    }
  };
  const running = run().catch(deps.onBug);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
