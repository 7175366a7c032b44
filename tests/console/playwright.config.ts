import { defineConfig } from '@playwright/test';

/** The operators' page as central serves it: needs `npm run build` before. No retries: they hide faults. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/console',
  retries: 0,
  workers: 1,
  timeout: 45_000,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    // What cannot be pressed is named, before the whole test's time is over.
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking'],
    },
  },
});
