import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { useCompileCache } from './scripts/suites/compile-cache.ts';
import { LongestFirst } from './scripts/suites/longest-first.ts';

useCompileCache();

/** Unit tests beside the code, and the tests of whole processes that need no browser. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      '{contract,drivers,pdf,engine,central,electron,renderer,console,rig,scripts}/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    // Most of these tests wait for processes, and one more runs while they do.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    globalSetup: 'tests/prepared-central.ts',
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 5 * 60_000,
  },
});
