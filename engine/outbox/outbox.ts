import type { Clock } from '../../contract/clock.ts';
import type { PaymentOutcome, ReversalOutcome } from '../../contract/gateway.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import type { Fact } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { OutboxRow } from '../journal/outbox-table.ts';
import type { Payment } from '../payments/fold.ts';
import { backoffMs } from './backoff.ts';

/** A typed refusal of the whole document is believed only when it stays. */
const PERSISTENT_REFUSALS = 5;

export type Outbox = {
  /** Sends what is due now; called at release and at start. */
  readonly wake: () => void;
  /** The gateway answered something: a pause for its absence is over. */
  readonly contact: () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Sends every released row until the gateway answers for it: the same id and document for ever, a
 * fresh signature each attempt. One at a time, oldest first; one row's trouble does not stop the next.
 */
export const createOutbox = (deps: {
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly crash: CrashPoint;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  readonly onBug: (cause: unknown) => void;
}): Outbox => {
  const { journal, gateway, clock, crash } = deps;
  /** In memory only: after a restart everything is due at once. */
  const waits = new Map<string, { tries: number; refusals: number; dueMs: number }>();
  /** While nothing answers at all, one row is tried for all of them. */
  let away: { readonly tries: number; readonly dueMs: number } | null = null;
  let running: Promise<void> | null = null;
  let wokenAgain = false;
  let stopped = false;
  let cancelTimer: () => void = () => undefined;

  const name = (row: OutboxRow): string => `${row.paymentId}/${row.kind}`;

  const quarantine = (
    row: OutboxRow,
    reason: Extract<Fact, { type: 'quarantined' }>['reason'],
    detail: string,
  ): void => {
    journal.commit({
      paymentId: row.paymentId,
      facts: [{ v: 1, type: 'quarantined', reason, detail }],
      outbox: (table) => {
        table.mark(row.paymentId, row.kind, 'quarantined');
      },
    });
  };

  const recordOutcome = (row: OutboxRow, payment: Payment, outcome: PaymentOutcome): void => {
    const answered = new Set(outcome.lines.map((l) => l.lineId));
    if (
      outcome.paymentId !== row.paymentId ||
      outcome.lines.length !== payment.lines.length ||
      payment.lines.some((l) => !answered.has(l.lineId))
    ) {
      quarantine(row, 'answerDiffers', 'the answer names another payment or other lines');
      return;
    }
    const refused = outcome.lines.some((l) => l.status === 'refused');
    crash('posted.before');
    journal.commit({
      paymentId: row.paymentId,
      facts: [
        {
          v: 1,
          type: refused ? 'refused' : 'posted',
          recordedAt: outcome.recordedAt,
          lines: outcome.lines,
        },
      ],
      outbox: (table) => {
        table.mark(row.paymentId, row.kind, 'done');
      },
    });
    crash(refused ? 'refused.after' : 'posted.after');
  };

  /** False when central has it, but has yet to pay: ask again later. */
  const recordReversal = (row: OutboxRow, payment: Payment, outcome: ReversalOutcome): boolean => {
    if (outcome.paymentId !== row.paymentId || outcome.amountFils !== row.amountFils) {
      quarantine(row, 'answerDiffers', 'the answer names another payment or amount');
      return true;
    }
    if (outcome.status === 'refundRequested') return false;
    if (payment.state !== 'refundRequested') {
      journal.outbox.mark(row.paymentId, 'reversal', 'done');
      return true;
    }
    journal.commit({
      paymentId: row.paymentId,
      facts: [{ v: 1, type: 'refunded', amountFils: outcome.amountFils }],
      outbox: (table) => {
        table.mark(row.paymentId, 'reversal', 'done');
      },
    });
    return true;
  };

  /** True when the row needs no further attempt. */
  const onFailure = (row: OutboxRow, failure: GatewayFailure): boolean => {
    const wait = waits.get(name(row));
    if (failure.kind === 'problem' && failure.code === 'documentDiffers') {
      quarantine(row, 'documentDiffers', 'the gateway holds another document under this id');
      return true;
    }
    const persistent =
      failure.kind === 'problem' &&
      ['badRequest', 'documentInvalid', 'notFound'].includes(failure.code);
    const refusals = persistent ? (wait?.refusals ?? 0) + 1 : 0;
    if (persistent && refusals >= PERSISTENT_REFUSALS) {
      quarantine(row, 'persistentRefusal', `${failure.code} ${refusals} times`);
      return true;
    }
    if (failure.kind === 'away') {
      const tries = (away?.tries ?? 0) + 1;
      const pauseMs = backoffMs(tries, { ...deps.retry, random: deps.random });
      away = { tries, dueMs: clock.monotonicMs() + pauseMs };
      return false;
    }
    away = null;
    const tries = (wait?.tries ?? 0) + 1;
    waits.set(name(row), {
      tries,
      refusals,
      dueMs: clock.monotonicMs() + backoffMs(tries, { ...deps.retry, random: deps.random }),
    });
    return false;
  };

  const send = async (row: OutboxRow): Promise<void> => {
    const document = journal.outbox.document(row.paymentId, row.kind);
    const payment = journal.payment(row.paymentId);
    if (payment === null) throw new Error(`outbox row ${name(row)} without a payment`);
    if (document === null) {
      quarantine(
        row,
        'documentUnreadable',
        'its sealed document was altered, or the key is another',
      );
      return;
    }
    journal.outbox.attempt(row.paymentId, row.kind);
    crash('submit.before');
    if (row.kind === 'payment') {
      const answer = await gateway.submit(row.paymentId, document);
      crash('submit.sent');
      if (answer.ok) {
        away = null;
        recordOutcome(row, payment, answer.value);
        waits.delete(name(row));
      } else if (onFailure(row, answer.error)) waits.delete(name(row));
      return;
    }
    const answer = await gateway.reverse(row.paymentId, document);
    if (!answer.ok) {
      if (onFailure(row, answer.error)) waits.delete(name(row));
    } else if (recordReversal(row, payment, answer.value)) waits.delete(name(row));
    else
      waits.set(name(row), {
        tries: 0,
        refusals: 0,
        dueMs: clock.monotonicMs() + deps.retry.mostMs,
      });
  };

  const dueMs = (row: OutboxRow): number =>
    Math.max(waits.get(name(row))?.dueMs ?? 0, away?.dueMs ?? 0);

  const isStopped = (): boolean => stopped;
  const wasWoken = (): boolean => wokenAgain;

  const pump = async (): Promise<void> => {
    do {
      wokenAgain = false;
      for (const row of journal.outbox.released()) {
        if (isStopped()) return;
        if (dueMs(row) <= clock.monotonicMs()) await send(row);
      }
    } while (wasWoken());
    schedule();
  };

  const schedule = (): void => {
    cancelTimer();
    const next = journal.outbox
      .released()
      .map(dueMs)
      .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    if (stopped || next === Number.POSITIVE_INFINITY) return;
    cancelTimer = clock.after(Math.max(0, next - clock.monotonicMs()), wake);
  };

  const wake = (): void => {
    if (stopped) return;
    if (running !== null) {
      wokenAgain = true;
      return;
    }
    running = pump()
      .catch(deps.onBug)
      .finally(() => {
        running = null;
        if (wokenAgain) wake();
      });
  };

  return {
    wake,
    contact: () => {
      if (away === null) return;
      away = null;
      wake();
    },
    stop: async () => {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
};
