import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { oneMore, patienceMs, readTroubles, writeTroubles } from './disk-patience.ts';
import type { ShortOfRoom } from './disk-room.ts';
import { diskTrouble } from './disk-trouble.ts';
import { createDiskWatch, LOOK_EVERY_MS } from './disk-watch.ts';

const error = (code: string, cause?: unknown): Error =>
  Object.assign(new Error(code, { cause }), { code });

test.each(['ENOSPC', 'EIO', 'EFBIG', 'EROFS', 'SQLITE_FULL', 'SQLITE_IOERR_FSYNC'])(
  '%s is the disk’s refusal',
  (code) => {
    expect(diskTrouble(error(code))).toBe(code);
    expect(diskTrouble(new Error('around', { cause: error(code) }))).toBe(code);
  },
);
test.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CORRUPT', 'ECONNRESET'])('%s is not', (code) => {
  expect(diskTrouble(error(code))).toBeNull();
});

describe('patience', () => {
  test('doubles with every trouble, ends at five minutes, and is forgotten after a quiet hour', () => {
    let troubles = oneMore(null, 0);
    expect(patienceMs(troubles)).toBe(1_000);
    for (let i = 0; i < 3; i++) troubles = oneMore(troubles, 1_000);
    expect(patienceMs(troubles)).toBe(8_000);
    for (let i = 0; i < 100; i++) troubles = oneMore(troubles, 2_000);
    expect(patienceMs(troubles)).toBe(300_000);
    expect(oneMore(troubles, 2_000 + 3_600_001).count).toBe(1);
  });
  test('is handed on as text, and nonsense is none', () => {
    const troubles = { count: 3, lastAtMs: 1_795_000_000_000 };
    expect(readTroubles(writeTroubles(troubles))).toEqual(troubles);
    expect(readTroubles('often')).toBeNull();
    expect(readTroubles(undefined)).toBeNull();
  });
});

test('sales stop before the disk is full and go on when there is room', () => {
  const clock = createFakeClock();
  let room: ShortOfRoom | null = null;
  const said: string[] = [];
  const watch = createDiskWatch({
    clock,
    room: () => room,
    log: (event) => said.push(event),
    onChange: () => said.push(watch.short() ? 'closed' : 'open'),
  });
  expect(watch.short()).toBe(false);
  room = { folder: '/data', freeBytes: 5 };
  clock.advance(LOOK_EVERY_MS);
  expect(watch.short()).toBe(true);
  room = null;
  clock.advance(LOOK_EVERY_MS);
  expect(said).toEqual(['disk.short', 'closed', 'disk.enough', 'open']);
  watch.stop();
});
