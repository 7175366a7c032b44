import { defineConfig } from '@playwright/test';

/** The shell in a real window; needs a display (`xvfb-run` without one) of 1080 × 1920. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/shell',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
});
