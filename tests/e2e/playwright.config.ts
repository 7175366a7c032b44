import { defineConfig } from '@playwright/test';

/** The whole stack behind a real browser and a real window; needs a display for the second. */
export default defineConfig({
  testDir: '.',
  globalSetup: '../prepared-central.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: [
    { name: 'chromium', testIgnore: 'shell-*.spec.ts', metadata: { surface: 'chromium' } },
    { name: 'electron', metadata: { surface: 'electron' } },
  ],
});
