import { expect, test } from 'vitest';
import { REGRESSIONS } from '../../rig/simulate/regressions.ts';
import { runSeed } from '../../rig/simulate/run-seed.ts';

const FIRST_SEED = 1;
const SEEDS = 12;

test('every promise holds in a few simulated worlds', async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
    const result = await runSeed(seed);
    expect({ seed, broken: result.broken }).toEqual({ seed, broken: [] });
    expect(result.payments).toBeGreaterThanOrEqual(30);
    const faults = Object.values(result.faults).reduce((sum, each) => sum + each, 0);
    expect(faults).toBeGreaterThanOrEqual(3);
  }
}, 120_000);

test('the same seed is the same world to the last byte on every wire', async () => {
  const once = await runSeed(4);
  const again = await runSeed(4);
  expect(again).toEqual(once);
  expect((await runSeed(5)).hash).not.toBe(once.hash);
}, 60_000);

test.each(REGRESSIONS)(
  'what was found once stays found: $what',
  async ({ seed, options }) => {
    expect((await runSeed(seed, options)).broken).toEqual([]);
  },
  60_000,
);
