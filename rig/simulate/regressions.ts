import type { SeedOptions } from './run-seed.ts';

/** A world that once broke a promise, and what it found; run with every test from then on. */
export type Regression = {
  readonly seed: number;
  readonly options: Omit<SeedOptions, 'print' | 'sabotage'>;
  readonly what: string;
};

export const REGRESSIONS: readonly Regression[] = [
  {
    seed: 4042,
    options: {},
    what: 'the outbox stood still for ever: its pause for other work asked for real time',
  },
  {
    seed: 4065,
    options: {},
    what: 'a journal forgot a payment from its approval to its reversal, and took it for never charged',
  },
  {
    seed: 2020,
    options: {},
    what: 'a payment became final again after the disk had forgotten that it was',
  },
];
