import type { OutboxRow } from '../journal/outbox-table.ts';

type Wait = {
  readonly tries: number;
  readonly refusals: number;
  /** How many payments the gateway had taken when it refused this one. */
  readonly taken: number;
  readonly dueMs: number;
};

/** What each row waits for by itself, in memory only: after a restart everything is due at once. */
export type Waits = {
  readonly of: (row: OutboxRow) => Wait | undefined;
  readonly set: (row: OutboxRow, wait: Wait) => void;
  readonly end: (row: OutboxRow) => void;
  /**
   * The first of them to end, which may be past. `triedMs`: all that was due then has been tried since,
   * so what ended before belongs to rows that are gone.
   */
  readonly nextMs: (triedMs: number) => number | null;
};

export const nameOf = (row: OutboxRow): string => `${row.paymentId}/${row.kind}`;

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
    nextMs: (triedMs) => {
      let next: number | null = null;
      for (const [name, { dueMs }] of waits) {
        if (dueMs <= triedMs) waits.delete(name);
        else if (next === null || dueMs < next) next = dueMs;
      }
      return next;
    },
  };
};
