import { type Signal, SIGNALS } from '../../contract/otlp.ts';
import type { StoredBatch } from './store.ts';

export type IntakeCount = {
  readonly batches: number;
  readonly repeated: number;
  /** Lines, spans or points. */
  readonly items: number;
};

/** What this process took in since it began. */
export type IntakeCounts = {
  readonly add: (signal: Signal, stored: StoredBatch) => void;
  readonly of: (signal: Signal) => IntakeCount;
};

export const createIntakeCounts = (): IntakeCounts => {
  const counts = new Map<Signal, IntakeCount>(
    SIGNALS.map((signal) => [signal, { batches: 0, repeated: 0, items: 0 }]),
  );
  const of = (signal: Signal): IntakeCount =>
    counts.get(signal) ?? { batches: 0, repeated: 0, items: 0 };
  return {
    add: (signal, { stored, repeated }) => {
      const { batches, repeated: before, items } = of(signal);
      counts.set(signal, {
        batches: batches + 1,
        repeated: before + (repeated ? 1 : 0),
        items: items + stored,
      });
    },
    of,
  };
};
