import type { RandomBytes } from '../../../contract/ids.ts';

/** Everything that chance decides in a simulated world; the same seed, the same world. */
export type Chance = {
  /** 0 ≤ x < 1 */
  readonly unit: () => number;
  /** Whole, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly bytes: RandomBytes;
  /** A stream of its own, so that one part's questions never shift another's answers. */
  readonly fork: (name: string) => Chance;
};

const hashOf = (text: string, seed: number): number => {
  let h = seed ^ 0x9e3779b9;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
};

/** sfc32: small, fast, and good enough that no pattern of it looks like a fault. */
export const createChance = (seed: number): Chance => {
  let a = hashOf('a', seed);
  let b = hashOf('b', seed);
  let c = hashOf('c', seed);
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const unit = (): number => next() / 0x1_0000_0000;
  const between = (least: number, most: number): number =>
    least + Math.floor(unit() * (most - least + 1));
  return {
    unit,
    between,
    happens: (probability) => unit() < probability,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    bytes: (count) => {
      const bytes = new Uint8Array(count);
      for (let i = 0; i < count; i++) bytes[i] = next() >>> 24;
      return bytes;
    },
    fork: (name) => createChance(hashOf(name, seed)),
  };
};
