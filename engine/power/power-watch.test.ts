import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CabinetStatus } from '../../drivers/cabinet.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { createPowerWatch, PARK_AFTER_MS, type PowerWatch } from './power-watch.ts';

let clock: FakeClock;
let watch: PowerWatch;
let power: CabinetStatus['power'];
let tell: () => void;
let done: string[];
let cardRunning: boolean;

const becomes = (next: CabinetStatus['power']): void => {
  power = next;
  tell();
};

beforeEach(() => {
  clock = createFakeClock();
  power = 'mains';
  done = [];
  cardRunning = true;
  watch = createPowerWatch({
    clock,
    cabinet: {
      status: () => ({
        state: 'online',
        door: 'closed',
        keySwitch: 'off',
        tampered: false,
        power,
        headset: null,
      }),
      onChange: (listener) => {
        tell = listener;
        return () => undefined;
      },
    },
    askCancel: () => done.push('askCancel'),
    drop: () => done.push('drop'),
    cardRunning: () => cardRunning,
    log: () => undefined,
    onChange: () => undefined,
  });
});
afterEach(() => {
  watch.stop();
});

test('a payment that ends by itself in time is left alone', () => {
  becomes('battery');
  expect(watch.failing()).toBe(true);
  expect(done).toEqual(['askCancel']);
  cardRunning = false;
  clock.advance(PARK_AFTER_MS);
  expect(done).toEqual(['askCancel']);
});

test('one that does not is parked before ten seconds are over', () => {
  becomes('battery');
  clock.advance(PARK_AFTER_MS - 1);
  expect(done).toEqual(['askCancel']);
  clock.advance(1);
  expect(done).toEqual(['askCancel', 'drop']);
  expect(PARK_AFTER_MS).toBeLessThan(10_000);
});

test('with the battery nearly empty it is parked at once', () => {
  becomes('battery');
  becomes('batteryLow');
  expect(done).toEqual(['askCancel', 'drop']);
  clock.advance(60_000);
  expect(done).toEqual(['askCancel', 'drop']);
});

test('the mains come back: nothing is parked, sales go on', () => {
  becomes('battery');
  becomes('mains');
  expect(watch.failing()).toBe(false);
  clock.advance(60_000);
  expect(done).toEqual(['askCancel']);
});

test('a board that falls silent on the battery does not bring the mains back', () => {
  becomes('battery');
  becomes(null);
  expect(watch.failing()).toBe(true);
});

test('without a payment nothing is asked of the terminal', () => {
  cardRunning = false;
  becomes('battery');
  clock.advance(60_000);
  expect(done).toEqual([]);
});
