import { expect, test } from 'vitest';
import { createChance } from '../core/random.ts';
import { createFile, type SimulatedFile } from './file.ts';

const contentOf = (file: SimulatedFile): Uint8Array => file.read(0, file.size()).slice();

/** Writes, overwrites, gaps and truncations as chance has them. */
const change = (file: SimulatedFile, seed: number, times: number): void => {
  const chance = createChance(seed);
  for (let i = 0; i < times; i++) {
    const at = chance.between(0, 200_000);
    if (chance.happens(0.2)) file.truncate(at);
    else file.write(at, chance.bytes(chance.between(0, 5_000)));
  }
};

test.each([1, 2, 3, 4, 5])(
  'what was not synced is lost, all that was synced stays (%i)',
  (seed) => {
    const file = createFile();
    change(file, seed, 40);
    file.sync();
    const synced = contentOf(file);
    change(file, seed + 100, 40);
    file.losePower('lost', createChance(seed));
    expect(contentOf(file)).toEqual(synced);
  },
);

test('what was not synced may survive whole', () => {
  const file = createFile();
  change(file, 6, 60);
  const seen = contentOf(file);
  file.losePower('kept', createChance(6));
  expect(contentOf(file)).toEqual(seen);
});

test('of unsynced writes each is whole, gone or cut at a sector, and what lies between is zero', () => {
  const sizes = new Set<number>();
  for (let seed = 1; seed <= 60; seed++) {
    const file = createFile();
    file.write(0, new Uint8Array(1_000).fill(1));
    file.sync();
    file.write(4_096, new Uint8Array(4_096).fill(2));
    file.losePower('mixed', createChance(seed));
    const content = contentOf(file);
    sizes.add(content.length);
    expect(content.subarray(0, 1_000)).toEqual(new Uint8Array(1_000).fill(1));
    if (content.length > 1_000) {
      expect(content.subarray(1_000, 4_096)).toEqual(new Uint8Array(3_096));
      expect((content.length - 4_096) % 512).toBe(0);
      expect(content.subarray(4_096)).toEqual(new Uint8Array(content.length - 4_096).fill(2));
    }
  }
  expect(sizes).toContain(1_000);
  expect(sizes).toContain(8_192);
  expect(sizes.size).toBeGreaterThan(3);
});

test('a buffer used before shows nothing of its first file', () => {
  const first = createFile();
  first.write(0, new Uint8Array(300_000).fill(7));
  first.discard();
  const second = createFile();
  second.write(299_999, Uint8Array.of(1));
  expect(second.read(0, 299_999).every((byte) => byte === 0)).toBe(true);
});
