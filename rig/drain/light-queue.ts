import type { PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import type { Journal } from '../../engine/journal/journal.ts';
import type { OutboxRow, OutboxStatus } from '../../engine/journal/outbox-table.ts';
import type { Payment } from '../../engine/payments/fold.ts';

export type LightQueue = {
  readonly journal: Journal;
  /** Rows that still wait. */
  readonly waiting: () => number;
};

export type LightPayment = {
  readonly paymentId: PaymentId;
  readonly amountFils: Fils;
  readonly signed: SignedDocument;
};

/**
 * As much of a journal as the outbox uses, in memory: ten thousand databases do not fit on one machine,
 * and this is about the crowd, not about the disk.
 */
export const lightQueue = (payments: readonly LightPayment[], createdAtMs: number): LightQueue => {
  const status = new Map<PaymentId, OutboxStatus>(payments.map((p) => [p.paymentId, 'released']));
  const rowOf = ({ paymentId, amountFils }: LightPayment): OutboxRow => ({
    paymentId,
    kind: 'payment',
    status: status.get(paymentId) ?? 'done',
    amountFils,
    createdAtMs,
    attempts: 0,
  });
  const find = (id: PaymentId): LightPayment | undefined =>
    payments.find(({ paymentId }) => paymentId === id);
  const released = (): OutboxRow[] =>
    payments.map(rowOf).filter((row) => row.status === 'released');
  const mark = (id: PaymentId, _kind: string, to: OutboxStatus): void => {
    status.set(id, to);
  };
  const outbox = {
    mark,
    attempt: () => undefined,
    attemptAll: () => undefined,
    row: (id: PaymentId) => {
      const found = find(id);
      return found === undefined ? null : rowOf(found);
    },
    document: (id: PaymentId) => find(id)?.signed ?? null,
    releasedAfter: (_after: unknown, count: number) => ({
      rows: released().slice(0, count),
      next: null,
    }),
  };
  const journal = {
    outbox,
    payment: (paymentId: PaymentId) =>
      ({ paymentId, lines: [{ lineId: 1 }] }) as unknown as Payment,
    commit: (commit: Parameters<Journal['commit']>[0]) => {
      commit.outbox?.(outbox as unknown as Journal['outbox'], null as unknown as Payment);
      return null;
    },
  };
  return { journal: journal as unknown as Journal, waiting: () => released().length };
};
