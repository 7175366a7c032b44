import { expect, test } from 'vitest';
import { runInProcesses } from './jobs.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

test('several processes find what one finds', async () => {
  const seeds = [1, 2, 3];
  const left = [...seeds];
  const found: SeedResult[] = [];
  const cpuMs = await runInProcesses(
    () => left.shift() ?? null,
    2,
    (result) => found.push(result),
  );
  expect(cpuMs).toBeGreaterThan(0);
  const here: SeedResult[] = [];
  for (const seed of seeds) here.push({ ...(await runSeed(seed)), tail: [] });
  expect(found.toSorted((a, b) => a.seed - b.seed)).toEqual(here);
}, 60_000);
