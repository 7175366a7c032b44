/** The page of all components, for development: complete, right in both directions, and without a fault axe can find. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { build } from 'vite';
import { startPageServer } from './page-server.ts';

const renderer = join(import.meta.dirname, '..');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Built once a worker, apart from the kiosk's own page, which does not contain it. */
const test = base.extend<object, { folder: string }>({
  folder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'khidma-components-'));
      await build({
        configFile: join(renderer, 'vite.config.ts'),
        logLevel: 'error',
        build: {
          outDir: folder,
          emptyOutDir: true,
          rolldownOptions: { input: join(renderer, 'testing/components/index.html') },
        },
      });
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  page: async ({ page, folder }, use) => {
    const server = await startPageServer(() => null, folder);
    await page.goto(`${server.url}testing/components/index.html`);
    await page.evaluate(() => document.fonts.ready);
    await use(page);
    await server.close();
  },
});

/** What `design/` exports under a component's name. */
const COMPONENTS = readdirSync(join(renderer, 'design'))
  .filter((name) => name.endsWith('.tsx'))
  .flatMap((name) => {
    const source = readFileSync(join(renderer, 'design', name), 'utf8');
    return [...source.matchAll(/^export const ([A-Z][a-z]\w*) = /gmu)].map((match) => match[1]);
  });

/** Point somewhere in reading order; a clock, a tick, a card or a picture do not. */
const MIRRORED = ['BackIcon', 'NextIcon'];
/** Stand on a sheet, which is opened below; `Dialog` is the sheet itself. */
const SHEETS = ['HelpDialog', 'IdleDialog'];

test('every component is there, in both directions and both themes', async ({ page }) => {
  for (const language of ['ar', 'en']) {
    for (const contrast of ['normal', 'high']) {
      const panel = page.locator(`section[lang="${language}"][data-contrast="${contrast}"]`);
      await expect(panel).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      const shown = await panel
        .locator('[data-component], [data-opens]')
        .evaluateAll((all) =>
          all.map((one) => one.getAttribute('data-component') ?? one.getAttribute('data-opens')),
        );
      expect([...new Set([...shown, 'Dialog'])].sort()).toEqual([...COMPONENTS].sort());
    }
  }
});

test('icons that point in reading order mirror, and no other picture does', async ({ page }) => {
  const turned = await page.locator('section svg:not(.flag)').evaluateAll((all) =>
    all.map((one) => ({
      name: one.closest('[data-component]')?.getAttribute('data-component') ?? '',
      right: one.closest('[dir]')?.getAttribute('dir') === 'rtl',
      mirrored: new DOMMatrix(getComputedStyle(one).transform).a < 0,
    })),
  );
  expect(turned.length).toBeGreaterThan(100);
  const onIcons = turned.filter(({ name }) => name.endsWith('Icon'));
  for (const { name, right, mirrored } of onIcons)
    expect(mirrored, `${name}, ${right ? 'rtl' : 'ltr'}`).toBe(right && MIRRORED.includes(name));
  // Within other components only the way back is mirrored, and only from right to left.
  const others = turned.filter(({ name, mirrored }) => mirrored && !name.endsWith('Icon'));
  expect(others.map(({ name, right }) => `${name} ${String(right)}`)).toEqual([
    'Frame true',
    'Frame true',
  ]);
});

test('axe finds nothing, nor on the sheets', async ({ page }) => {
  const faults = async (): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(WCAG)
      .setLegacyMode(true)
      .analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  expect(await faults()).toEqual([]);
  for (const sheet of SHEETS) {
    await page.locator(`section[lang="ar"][data-contrast="high"] [data-opens="${sheet}"]`).click();
    await page.locator('.veil').waitFor();
    expect.soft(await faults(), sheet).toEqual([]);
    await page.locator('.veil .button.main').click();
    await page.locator('.veil').waitFor({ state: 'detached' });
  }
});
