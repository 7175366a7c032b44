import { expect, test } from 'vitest';
import { findMutation } from '../../rig/simulate/mutations/find.ts';
import { MUTATIONS } from '../../rig/simulate/mutations/list.ts';

/** More than any of them needs today, few enough that each would be noticed in a change's first run. */
const MOST_SEEDS = 12;

test.each(MUTATIONS)(
  'the simulation notices: $name',
  async (mutation) => {
    const found = await findMutation(mutation, MOST_SEEDS);
    expect(found?.broken[0]).toBeTypeOf('string');
  },
  120_000,
);
