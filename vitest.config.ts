import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/suites/longest-first.ts';

/** Unit tests beside the code, and the tests of whole processes that need no browser. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      '{contract,drivers,engine,central,electron,renderer,rig,scripts}/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    // Most of these tests wait for processes; vitest would leave one processor free of them.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
