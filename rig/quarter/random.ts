import { createHash } from 'node:crypto';

export type Random = () => number;

/** Numbers in [0, 1), the same for the same seed (xoshiro128**). Never for secrets. */
export const seededRandom = (seed: string): Random => {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 4_294_967_296;
  };
};

/** Which of `weights` a number in [0, 1) falls on. */
export const choice = (weights: readonly number[]): ((random: number) => number) => {
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const total = sums.at(-1) ?? 0;
  return (random) => sums.findIndex((sum) => random * total < sum);
};
