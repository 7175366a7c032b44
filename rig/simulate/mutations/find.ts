import { runSeed } from '../run-seed.ts';
import type { Mutation } from './mutation.ts';

/** The first seed that notices the mutation, and by what; `null` where none of `most` does. */
export const findMutation = async (
  { sabotage, faults, temper = {}, kiosks = 1 }: Mutation,
  most: number,
): Promise<{ readonly seed: number; readonly broken: readonly string[] } | null> => {
  for (let seed = 1; seed <= most; seed++) {
    const { broken } = await runSeed(seed, { sabotage, faults, temper, kiosks });
    if (broken.length > 0) return { seed, broken };
  }
  return null;
};
