import type { PaymentId } from '../../contract/ids.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { refusedLines, reversalDocument } from '../payments/documents.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { confirmedPayment, paymentOf, refusedPayment } from './lives.ts';
import { openBench, temporaryFolder, type Bench } from './sample.ts';
import { posts, postsAll, scriptedGateway, type ScriptedGateway } from './scripted-gateway.ts';
import { settle } from './scripted-terminal.ts';

export const FIRST_MS = 1_000;
export const MOST_MS = 8_000;

export type OutboxStage = {
  readonly clock: FakeClock;
  readonly bench: Bench;
  readonly far: ScriptedGateway;
  readonly outbox: Outbox;
  readonly bugs: unknown[];
  /** Wakes the outbox, and lets it do what can be done now. */
  readonly go: () => Promise<void>;
  readonly later: (ms: number) => Promise<void>;
  readonly queued: (count: number) => PaymentId[];
  readonly stateOf: (id: PaymentId) => string;
  /** The different states these are in. */
  readonly states: (ids: readonly PaymentId[]) => string[];
  /** Requests of any kind. */
  readonly tried: () => number;
  readonly close: () => Promise<void>;
};

/** An outbox over a real journal, before a gateway that posts whatever it gets until told otherwise. */
export const outboxStage = (
  // The clock leaps while a batch is read: that must not wait for the real event loop.
  yieldTurn = (): Promise<void> => Promise.resolve(),
): OutboxStage => {
  const clock = createFakeClock();
  const folder = temporaryFolder();
  const bench = openBench(folder.path, clock);
  const far = scriptedGateway();
  far.answers.submit = posts;
  far.answers.submitBatch = postsAll;
  const bugs: unknown[] = [];
  const outbox = createOutbox({
    ...bench,
    gateway: far.gateway,
    random: (count) => new Uint8Array(count).fill(255), // jitter: the longest wait
    retry: { firstMs: FIRST_MS, mostMs: MOST_MS },
    yieldTurn,
    onBug: (cause) => bugs.push(cause),
  });
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await settle();
  };
  const stateOf = (id: PaymentId): string => paymentOf(bench, id).state;
  return {
    clock,
    bench,
    far,
    outbox,
    bugs,
    go: () => {
      outbox.wake();
      return settled();
    },
    later: (ms) => {
      clock.advance(ms);
      return settled();
    },
    queued: (count) => Array.from({ length: count }, () => confirmedPayment(bench)),
    stateOf,
    states: (ids) => [...new Set(ids.map(stateOf))],
    tried: () => far.sent.length + far.batches.length,
    close: async () => {
      await outbox.stop();
      bench.journal.close();
      folder.remove();
    },
  };
};

/** A refund of a refused payment that central was not yet asked for. */
export const refundAsked = ({ bench, clock }: Pick<OutboxStage, 'bench' | 'clock'>): PaymentId => {
  const paymentId = refusedPayment(bench);
  const payment = paymentOf(bench, paymentId);
  const { lineIds, amountFils } = refusedLines(payment);
  const reversal = { kind: 'refund', reversalTrace: null, atMs: clock.wallMs() } as const;
  const document = reversalDocument(payment, { ...reversal, lineIds, amountFils }, bench);
  const why = { why: 'terminalAway', resultCode: null } as const;
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'refundRequested', lineIds: [...lineIds], amountFils, ...why }],
    outbox: (table) => {
      table.add({ paymentId, kind: 'reversal', amountFils, status: 'released' }, document);
    },
  });
  return paymentId;
};
