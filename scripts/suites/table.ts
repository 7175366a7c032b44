/** Everything `npm test` runs, in this order. A suite that is not there is a failure, not a skip. */
export type Suite = {
  readonly name: string;
  readonly title: string;
  /** Program below `node_modules/.bin`, or `node`. */
  readonly command: readonly string[];
  /** `exit`: counts as one by its exit code. Else the JSON report it writes is counted. */
  readonly counts: 'exit' | 'vitest' | 'playwright';
  /** Must exist, below the checkout. */
  readonly needs: string;
  /** Runs in front of a virtual screen of 1080 × 1920. */
  readonly screen: boolean;
};

const check = (name: string, title: string, needs: string, ...command: string[]): Suite => ({
  name,
  title,
  command,
  counts: 'exit',
  needs,
  screen: false,
});

const playwright = (name: string, title: string, folder: string, screen: boolean): Suite => ({
  name,
  title,
  command: ['playwright', 'test', '--config', `${folder}/playwright.config.ts`],
  counts: 'playwright',
  needs: `${folder}/playwright.config.ts`,
  screen,
});

export const SUITES: readonly Suite[] = [
  check('format', 'Format', '.prettierrc.json', 'prettier', '--check', '.'),
  check('types', 'Types', 'tsconfig.json', 'tsc', '--noEmit'),
  check('lint', 'Lint and who may import whom', 'eslint.config.js', 'npm', 'run', 'lint'),
  check(
    'locales',
    'Both languages complete',
    'scripts/check-locales.ts',
    'node',
    'scripts/check-locales.ts',
  ),
  check(
    'schemas',
    'Schemas up to date',
    'scripts/write-schemas.ts',
    'node',
    'scripts/write-schemas.ts',
    '--check',
  ),
  {
    name: 'unit',
    title: 'Units and whole processes',
    command: ['vitest', 'run'],
    counts: 'vitest',
    needs: 'vitest.config.ts',
    screen: false,
  },
  {
    name: 'hardware',
    title: 'Drivers on a real USB bus, in a QEMU guest',
    command: ['vitest', 'run', '--config', 'tests/hardware/vitest.config.ts'],
    counts: 'vitest',
    needs: 'tests/hardware/vitest.config.ts',
    screen: false,
  },
  playwright('renderer', 'Screen, in Chromium', 'renderer/testing', false),
  playwright('console', 'Operators’ page, in Chromium', 'tests/console', false),
  playwright('shell', 'Shell, in a real Electron window', 'tests/shell', true),
  playwright('e2e', 'End to end', 'tests/e2e', true),
  check(
    'words',
    'Words: plain, by grammar, with room on every screen',
    'scripts/check-words.ts',
    'node',
    'scripts/check-words.ts',
  ),
];
