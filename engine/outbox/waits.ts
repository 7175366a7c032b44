import type { OutboxRow } from '../journal/outbox-table.ts';

type Wait = { readonly tries: number; readonly refusals: number; readonly dueMs: number };

/** What each row waits for by itself, in memory only: after a restart everything is due at once. */
export type Waits = {
  readonly of: (row: OutboxRow) => Wait | undefined;
  readonly set: (row: OutboxRow, wait: Wait) => void;
  readonly end: (row: OutboxRow) => void;
  /** The first of them to end after `nowMs`; those that ended before belong to rows that are gone. */
  readonly nextMs: (nowMs: number) => number | null;
};

const nameOf = (row: OutboxRow): string => `${row.paymentId}/${row.kind}`;

export const createWaits = (): Waits => {
  const waits = new Map<string, Wait>();
  return {
    of: (row) => waits.get(nameOf(row)),
    set: (row, wait) => {
      waits.set(nameOf(row), wait);
    },
    end: (row) => {
      waits.delete(nameOf(row));
    },
    nextMs: (nowMs) => {
      let next: number | null = null;
      for (const [name, { dueMs }] of waits) {
        if (dueMs <= nowMs) waits.delete(name);
        else if (next === null || dueMs < next) next = dueMs;
      }
      return next;
    },
  };
};
