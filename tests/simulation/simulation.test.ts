import { expect, test } from 'vitest';
import { REGRESSIONS } from '../../rig/simulate/regressions.ts';
import { runSeed } from '../../rig/simulate/run-seed.ts';

const FIRST_SEED = 1;
/** A share of those that a nightly run has: about a minute. */
const SEEDS = 150;

test('every promise holds in some simulated worlds', async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
    const result = await runSeed(seed);
    expect({ seed, broken: result.broken }).toEqual({ seed, broken: [] });
    expect(result.payments).toBeGreaterThanOrEqual(30);
    const faults = Object.values(result.faults).reduce((sum, each) => sum + each, 0);
    expect(faults).toBeGreaterThanOrEqual(3);
  }
}, 300_000);

test('what two kiosks took for one bill while central was away is given back once', async () => {
  let chargedTwice = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + 6; seed++) {
    const result = await runSeed(seed, {
      kiosks: 3,
      faults: ['gatewayAway', 'requestsLost'],
      days: false,
    });
    expect({ seed, broken: result.broken }).toEqual({ seed, broken: [] });
    chargedTwice += result.chargedTwice;
  }
  expect(chargedTwice).toBeGreaterThan(0);
}, 60_000);

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
