import { beforeEach, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { BUILD_FLOOR_MS, createTrustedClock, type TrustedClock } from './trusted-clock.ts';

const HOUR_MS = 3_600_000;
let clock: FakeClock;
let kept: number[];
beforeEach(() => {
  clock = createFakeClock();
  kept = [];
});
const build = (floors: { journalMs?: number; keptFloorMs?: number } = {}): TrustedClock =>
  createTrustedClock({
    clock,
    journalMs: 0,
    keptFloorMs: 0,
    keepFloor: (ms) => kept.push(ms),
    ...floors,
  });

test('the floor is the latest of the release, the journal and what was kept', () => {
  const now = clock.wallMs();
  expect(build().floorMs()).toBe(BUILD_FLOOR_MS);
  expect(build({ journalMs: now }).floorMs()).toBe(now);
  expect(build({ journalMs: now, keptFloorMs: now + 1 }).floorMs()).toBe(now + 1);
});

test('a clock that went back is not plausible; a minute of it is forgiven', () => {
  const trusted = build({ journalMs: clock.wallMs() });
  clock.jumpWall(-60_000);
  expect(trusted.plausible()).toBe(true);
  clock.jumpWall(-1);
  expect(trusted.plausible()).toBe(false);
});

test('synchronised only while a recent comparison with the gateway says so', () => {
  const trusted = build();
  expect(trusted.quality()).toBe('unverified');
  trusted.heardGateway(clock.wallMs() + 60_000);
  expect(trusted.quality()).toBe('synchronised');
  clock.advance(24 * HOUR_MS);
  expect(trusted.quality()).toBe('synchronised');
  clock.advance(1);
  expect(trusted.quality()).toBe('unverified');
  trusted.heardGateway(clock.wallMs() - 60_001);
  expect(trusted.quality()).toBe('unverified');
});

test('what the gateway says raises the floor, never lowers it, and is kept once a minute at most', () => {
  const trusted = build();
  const now = clock.wallMs();
  trusted.heardGateway(now);
  trusted.heardGateway(now + 60_000);
  trusted.heardGateway(now - HOUR_MS);
  expect(trusted.floorMs()).toBe(now);
  trusted.heardGateway(now + 60_001);
  expect(kept).toEqual([now, now + 60_001]);
});

const DAY_MS = 24 * HOUR_MS;

test('one answer from far in the future does not close offline sales for good', () => {
  const trusted = build();
  trusted.heardGateway(clock.wallMs() + 400 * DAY_MS);
  expect(trusted.plausible()).toBe(true);
  expect(trusted.quality()).toBe('unverified');
  clock.advance(HOUR_MS);
  trusted.heardGateway(clock.wallMs()); // well again: the run is broken
  clock.advance(HOUR_MS);
  trusted.heardGateway(clock.wallMs() + 400 * DAY_MS);
  expect(trusted.plausible()).toBe(true);
});

test('repeated for ten minutes it is this kiosk whose clock stands wrong', () => {
  const trusted = build();
  for (let minute = 0; minute <= 10; minute++) {
    trusted.heardGateway(clock.wallMs() + 400 * DAY_MS);
    clock.advance(60_000);
  }
  expect(trusted.plausible()).toBe(false);
});

test('a floor that was raised wrongly comes down after a day of better answers, never below what is known', () => {
  const now = clock.wallMs();
  const trusted = build({ journalMs: now, keptFloorMs: now + 400 * DAY_MS });
  expect(trusted.plausible()).toBe(false);
  for (let hour = 0; hour < 24; hour++) {
    trusted.heardGateway(clock.wallMs());
    clock.advance(HOUR_MS);
    expect(trusted.plausible()).toBe(false);
  }
  trusted.heardGateway(clock.wallMs());
  expect(trusted.plausible()).toBe(true);
  expect(trusted.floorMs()).toBeGreaterThanOrEqual(now);
});
