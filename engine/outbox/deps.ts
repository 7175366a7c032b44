import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';

export type OutboxDeps = {
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly crash: CrashPoint;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  /** The longest window over which kiosks return after an outage, ms; 0: at once. */
  readonly spreadMs?: number;
  /** Lets the event loop do everything else first; `setImmediate` unless told otherwise. */
  readonly yieldTurn?: () => Promise<void>;
  readonly onBug: (cause: unknown) => void;
};
