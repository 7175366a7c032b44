import type { BatchResult } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import type { OutboxRow } from '../journal/outbox-table.ts';
import type { Payment } from '../payments/fold.ts';
import { backoffMs } from './backoff.ts';
import {
  bytesWith,
  createBatchSize,
  refusalOfAll,
  resultsById,
  type BatchPayment,
} from './batch.ts';
import type { OutboxDeps } from './deps.ts';
import type { Pacer } from './pacer.ts';
import { asksForTime, isRefusal, type SharedPause } from './pause.ts';
import { createRecorder } from './record.ts';
import { nameOf, type Waits } from './waits.ts';

/** A typed refusal of the whole document is believed only when it stays. */
const PERSISTENT_REFUSALS = 5;

type Taken = { readonly row: OutboxRow; readonly payment: BatchPayment };

export type Sender = {
  /** Sends one row alone. `passing`: past a pause, which its end does not touch. */
  readonly one: (row: OutboxRow, how: 'inTurn' | 'passing') => Promise<void>;
  /** Sends the next of these, several at once where many may go. `again`: some are due once more. */
  readonly next: (
    waiting: readonly OutboxRow[],
  ) => Promise<{ readonly left: OutboxRow[]; readonly again: boolean }>;
};

/** One request to the gateway, and what its answer means for each row. */
export const createSender = (
  deps: OutboxDeps & {
    readonly waits: Waits;
    readonly pause: SharedPause;
    readonly pacer: Pacer;
    readonly oldestAgeMs: () => number;
    readonly isStopped: () => boolean;
  },
): Sender => {
  const { journal, gateway, clock, crash, waits, pause, pacer } = deps;
  const record = createRecorder(deps);
  const size = createBatchSize();
  /** A batch did not answer for them as it should: each is asked for by itself. */
  const alone = new Set<PaymentId>();

  /** Answered for, or for staff: it is never sent again. */
  const over = (row: OutboxRow): void => {
    alone.delete(row.paymentId);
    waits.end(row);
  };
  const documentOf = (row: OutboxRow): SignedDocument | null => {
    const document = journal.outbox.document(row.paymentId, row.kind);
    if (document === null) {
      record.quarantine(
        row,
        'documentUnreadable',
        'its sealed document was altered, or the key is another',
      );
      over(row);
    }
    return document;
  };
  const paymentOf = (row: OutboxRow): Payment => {
    const payment = journal.payment(row.paymentId);
    if (payment === null) throw new Error(`outbox row of ${row.paymentId} without a payment`);
    return payment;
  };

  const refused = (row: OutboxRow, failure: GatewayFailure): void => {
    if (failure.kind === 'away') return;
    if (asksForTime(failure)) {
      // The whole queue waits for that; this one is not to wait for longer than the others.
      waits.end(row);
      return;
    }
    if (failure.kind === 'problem' && failure.code === 'documentDiffers') {
      record.quarantine(row, 'documentDiffers', 'the gateway holds another document under this id');
      over(row);
      return;
    }
    const before = waits.of(row);
    const counts = pause.believes(before?.taken ?? 0) ? 1 : 0;
    const refusals = isRefusal(failure) ? (before?.refusals ?? 0) + counts : 0;
    if (failure.kind === 'problem' && refusals >= PERSISTENT_REFUSALS) {
      record.quarantine(row, 'persistentRefusal', `${failure.code} ${refusals} times`);
      over(row);
      return;
    }
    const tries = (before?.tries ?? 0) + 1;
    const waitMs = backoffMs(tries, { ...deps.retry, random: deps.random });
    waits.set(row, { tries, refusals, taken: pause.taken(), dueMs: clock.monotonicMs() + waitMs });
  };

  const one: Sender['one'] = async (row, how) => {
    const document = documentOf(row);
    if (document === null) return;
    const payment = paymentOf(row);
    journal.outbox.attempt(row.paymentId, row.kind);
    crash('submit.before');
    const failed = (failure: GatewayFailure): void => {
      if (how === 'inTurn') pause.failed(failure, [nameOf(row)]);
      refused(row, failure);
    };
    const answered = (): void => {
      if (how === 'inTurn') pause.answered(deps.oldestAgeMs());
      else pause.passed();
    };
    if (row.kind === 'payment') {
      const answer = await gateway.submit(row.paymentId, document);
      pacer.fresh();
      crash('submit.sent');
      if (!answer.ok) {
        failed(answer.error);
        return;
      }
      answered();
      size.went(1);
      record.outcome(row, payment, answer.value);
      over(row);
      return;
    }
    const answer = await gateway.reverse(row.paymentId, document);
    pacer.fresh();
    if (!answer.ok) {
      failed(answer.error);
      return;
    }
    answered();
    if (record.reversal(row, paymentOf(row), answer.value)) over(row);
    else {
      const dueMs = clock.monotonicMs() + deps.retry.mostMs;
      waits.set(row, { tries: 0, refusals: 0, taken: 0, dueMs });
    }
  };

  /** Reads documents for one request: as many of these as it can hold. */
  const take = async (rows: readonly OutboxRow[]): Promise<{ taken: Taken[]; looked: number }> => {
    const taken: Taken[] = [];
    let bytes = 0;
    let looked = 0;
    for (const row of rows) {
      await pacer.breathe();
      const document = documentOf(row);
      if (document !== null) {
        const payment = { paymentId: row.paymentId, ...document };
        const sum = bytesWith(bytes, payment);
        if (sum === null && taken.length > 0) break;
        bytes = sum ?? bytes;
        taken.push({ row, payment });
      }
      looked += 1;
    }
    return { taken, looked };
  };

  /** True when a row is to be asked for alone. */
  const learn = (row: OutboxRow, result: BatchResult | undefined): boolean => {
    if (result === undefined) {
      alone.add(row.paymentId);
      return true;
    }
    if (result.status === 'recorded') {
      record.outcome(row, paymentOf(row), result.outcome);
      over(row);
    } else refused(row, { kind: 'problem', code: result.code, status: 200 });
    return false;
  };

  /** True when some are due once more. */
  const batch = async (taken: readonly Taken[]): Promise<boolean> => {
    journal.outbox.attemptAll(taken.map(({ row }) => row));
    await pacer.pause();
    crash('submit.before');
    const ids = taken.map(({ row }) => row.paymentId);
    const answer = await gateway.submitBatch(taken.map(({ payment }) => payment));
    crash('submit.sent');
    // A hundred outcomes were just read and checked.
    await pacer.pause();
    if (!answer.ok) {
      const { error } = answer;
      // A typed refusal is of the batch, not of any payment in it.
      const what = error.kind === 'trouble' ? [`batch of ${ids.length} from ${ids[0] ?? ''}`] : [];
      pause.failed(error, what);
      if (asksForTime(error)) return false;
      // Also where no answer came: so many may take the gateway longer than it is waited for.
      size.failed();
      return error.kind !== 'away';
    }
    const results = resultsById(ids, answer.value.results);
    const refusedAll = refusalOfAll(results);
    if (refusedAll === null) pause.answered(deps.oldestAgeMs());
    else
      pause.failed(
        refusedAll,
        taken.map(({ row }) => nameOf(row)),
      );
    size.went(ids.length);
    let again = false;
    for (const { row } of taken) {
      await pacer.breathe();
      if (deps.isStopped()) return false;
      if (learn(row, results.get(row.paymentId))) again = true;
    }
    return again;
  };

  return {
    one,
    next: async (waiting) => {
      const [first] = waiting;
      if (first === undefined) return { left: [], again: false };
      const together = waiting.filter((r) => r.kind === 'payment' && !alone.has(r.paymentId));
      const count = pause.probing() ? 1 : size.next(together.length);
      if (first !== together[0] || count === 1) {
        await one(first, 'inTurn');
        return { left: waiting.slice(1), again: false };
      }
      const { taken, looked } = await take(together.slice(0, count));
      const gone = new Set(together.slice(0, looked));
      const left = waiting.filter((row) => !gone.has(row));
      return { left, again: taken.length > 0 && (await batch(taken)) };
    },
  };
};
