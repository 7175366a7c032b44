import { expect, test } from 'vitest';
import { createThinning } from './scan-thinning.ts';
import { createManualClock } from './transport/testing/manual-clock.ts';

test('the same again within the time is the same scan, for as long as it stays', async () => {
  const clock = createManualClock();
  const { admits } = createThinning({ clock });
  expect(admits('a')).toBe(true);
  for (let i = 0; i < 10; i++) {
    await clock.pass(1_000);
    expect(admits('a')).toBe(false);
  }
  await clock.pass(1_500);
  expect(admits('a')).toBe(true);
});

test('another code in between does not make the first one new', () => {
  const { admits } = createThinning({ clock: createManualClock() });
  expect(['a', 'b', 'a', 'b', 'a'].map(admits)).toEqual([true, true, false, false, false]);
});

test('of a flood of different codes a burst passes, then a trickle', async () => {
  const clock = createManualClock();
  const { admits } = createThinning({ clock, burst: 4, everyMs: 500 });
  let passed = 0;
  for (let i = 0; i < 1_000; i++) if (admits(`code ${i}`)) passed += 1;
  expect(passed).toBe(4);
  for (let second = 0; second < 10; second++) {
    await clock.pass(1_000);
    for (let i = 0; i < 100; i++) if (admits(`code ${second} ${i}`)) passed += 1;
  }
  expect(passed).toBe(4 + 20);
});

test('what was refused for the flood is new when it comes again in quiet', async () => {
  const clock = createManualClock();
  const { admits } = createThinning({ clock, burst: 1, everyMs: 500 });
  expect([admits('a'), admits('b')]).toEqual([true, false]);
  await clock.pass(500);
  expect(admits('b')).toBe(true);
});
