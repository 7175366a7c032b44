import type { Temper } from '../world/citizen.ts';
import type { FaultName } from '../world/faults.ts';
import type { Sabotage } from '../world/sabotage.ts';

/** A safeguard taken away, and the faults in whose presence it is needed. */
export type Mutation = {
  readonly name: string;
  readonly sabotage: Sabotage;
  /** Only these strike, so that few seeds suffice. */
  readonly faults: readonly FaultName[];
  /** So many kiosks stand in its worlds; by default one. */
  readonly kiosks?: number;
  /** People among whom it shows. */
  readonly temper?: Partial<Temper>;
};
