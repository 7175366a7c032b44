import { loadavg } from 'node:os';
import type { SeedResult } from './run-seed.ts';

export type Sums = {
  seeds: number;
  payments: number;
  events: number;
  lives: number;
  simulatedMs: number;
  leftToPeople: number;
  chargedTwice: number;
  readonly faults: Map<string, number>;
  readonly states: Set<string>;
  readonly broken: number[];
};

/** What many seeds did, together. */
export const tally = (): {
  readonly add: (result: SeedResult) => void;
  readonly all: () => Sums;
} => {
  const sums: Sums = {
    seeds: 0,
    payments: 0,
    events: 0,
    lives: 0,
    simulatedMs: 0,
    leftToPeople: 0,
    chargedTwice: 0,
    faults: new Map(),
    states: new Set(),
    broken: [],
  };
  return {
    all: () => sums,
    add: (result) => {
      sums.seeds += 1;
      sums.payments += result.payments;
      sums.events += result.events;
      sums.lives += result.lives;
      sums.simulatedMs += result.simulatedMs;
      sums.leftToPeople += result.leftToPeople;
      sums.chargedTwice += result.chargedTwice;
      for (const [name, count] of Object.entries(result.faults)) {
        sums.faults.set(name, (sums.faults.get(name) ?? 0) + count);
      }
      for (const state of result.states) sums.states.add(state);
      if (result.broken.length > 0) sums.broken.push(result.seed);
    },
  };
};

const count = (n: number): string => n.toLocaleString('en');

/** `cpuMs`: what of a core all processes used together; more of them are faster, not cheaper. */
export const report = (
  sums: Sums,
  { tookMs, cpuMs, jobs }: { tookMs: number; cpuMs: number; jobs: number },
): string => {
  const faults = [...sums.faults].sort(([, a], [, b]) => b - a);
  const total = faults.reduce((sum, [, each]) => sum + each, 0);
  const perCore = (sums.payments / cpuMs) * 1_000;
  const perSecond = (sums.payments / tookMs) * 1_000;
  const days = sums.simulatedMs / 86_400_000;
  return [
    `seeds ${count(sums.seeds)}, payments ${count(sums.payments)}, faults ${count(total)}, ` +
      `engine lives ${count(sums.lives)}, events ${count(sums.events)}, simulated days ${days.toFixed(1)}`,
    `faults: ${faults.map(([name, each]) => `${name} ${count(each)}`).join(', ')}`,
    `states reached (${sums.states.size}): ${[...sums.states].sort().join(' ')}`,
    `left to two people, with a reason: ${count(sums.leftToPeople)}; bills charged at two kiosks and ` +
      `given back once: ${count(sums.chargedTwice)}`,
    `${perCore.toFixed(0)} payments per second of one core, ${perSecond.toFixed(0)}/s with ${jobs} ` +
      `${jobs === 1 ? 'process' : 'processes'} in ${(tookMs / 1_000).toFixed(1)} s (load average ${loadavg()
        .map((each) => each.toFixed(2))
        .join(' ')})`,
    sums.broken.length === 0
      ? 'every promise held'
      : `BROKEN in ${sums.broken.length} seeds: ${sums.broken
          .toSorted((a, b) => a - b)
          .slice(0, 50)
          .join(' ')}`,
    '',
  ].join('\n');
};
