import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createLockOut, lockMs, type LockOut } from './lock-out.ts';

const stage = () => {
  let kept: string | null = null;
  const life = () => {
    const clock = createFakeClock();
    const lockOut: LockOut = createLockOut({
      clock,
      load: () => kept,
      save: (text) => {
        kept = text;
      },
    });
    return { clock, lockOut };
  };
  return {
    life,
    write: (text: string) => {
      kept = text;
    },
  };
};

test('two wrong tries are free, each further one costs more, and never more than an hour', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(lockMs)).toEqual([
    0, 0, 60_000, 300_000, 900_000, 3_600_000, 3_600_000, 3_600_000,
  ]);
});

test('a lock is served by the clock that never jumps, whatever the wall clock says', () => {
  const { clock, lockOut } = stage().life();
  for (let n = 0; n < 3; n++) expect(lockOut.tries('gesture')).toBe(true);
  expect(lockOut.tries('gesture')).toBe(false);
  clock.jumpWall(365 * 86_400_000);
  expect(lockOut.leftMs('gesture')).toBe(60_000);
  clock.jumpWall(-730 * 86_400_000);
  clock.advance(59_999);
  expect(lockOut.tries('gesture')).toBe(false);
  clock.advance(1);
  expect(lockOut.leftMs('gesture')).toBeNull();
  expect(lockOut.tries('gesture')).toBe(true);
  expect(lockOut.leftMs('gesture')).toBe(300_000);
});

test('a restart forgives neither the tries nor the time', () => {
  const { life } = stage();
  const first = life();
  for (let n = 0; n < 3; n++) first.lockOut.tries('gesture');
  first.clock.advance(20_000);
  const second = life();
  expect(second.lockOut.leftMs('gesture')).toBe(40_000);
  second.clock.advance(40_000);
  expect(second.lockOut.tries('gesture')).toBe(true);
  expect(second.lockOut.leftMs('gesture')).toBe(300_000);
});

test('a try counts before it is looked at: a plug pulled meanwhile gives none back', () => {
  const { life } = stage();
  for (let n = 0; n < 3; n++) expect(life().lockOut.tries('key')).toBe(true);
  expect(life().lockOut.tries('key')).toBe(false);
});

test('who guesses after the gesture keeps nobody out who holds the key', () => {
  const { lockOut } = stage().life();
  for (let n = 0; n < 4; n++) lockOut.tries('gesture');
  expect(lockOut.leftMs('key')).toBeNull();
});

test('the right PIN ends the count', () => {
  const { life } = stage();
  const { lockOut } = life();
  lockOut.tries('key');
  lockOut.tries('key');
  lockOut.tries('key');
  lockOut.succeeded('key');
  expect(life().lockOut.leftMs('key')).toBeNull();
});

test('a record that cannot be read is the longest lock', () => {
  const { life, write } = stage();
  write('{"gesture":');
  expect(life().lockOut.leftMs('gesture')).toBe(3_600_000);
  expect(life().lockOut.leftMs('key')).toBe(3_600_000);
});
