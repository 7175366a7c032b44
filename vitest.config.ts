import { defineConfig } from 'vitest/config';

/** Unit tests beside the code, and the tests of whole processes that need no browser. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      '{contract,drivers,engine,central,electron,renderer,rig,scripts}/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
