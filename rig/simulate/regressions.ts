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
    options: { kiosks: 1, days: false },
    what: 'the outbox stood still for ever: its pause for other work asked for real time',
  },
  {
    seed: 4065,
    options: { kiosks: 1, days: false },
    what: 'a journal forgot a payment from its approval to its reversal, and took it for never charged',
  },
  {
    seed: 2020,
    options: { kiosks: 1, days: false },
    what: 'a payment became final again after the disk had forgotten that it was',
  },
  {
    seed: 10_069,
    options: { kiosks: 1, days: false },
    what: 'a disk went on lying in the healed world, as its power cut found nobody alive',
  },
  {
    seed: 10_218,
    options: { kiosks: 1, days: false },
    what: 'a disk forgot a reversal of which central had not heard: a refund owed, with its case',
  },
  {
    seed: 10_339,
    options: { kiosks: 1, days: false },
    what: 'a life went on after the power went, as its commit had succeeded before the log was copied',
  },
  {
    seed: 20_270,
    options: { kiosks: 1, days: false },
    what: 'a closed day repeated without the terminal’s id was taken for another terminal’s memory',
  },
];
