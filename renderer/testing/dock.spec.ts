/** The developer dock: there when the engine allows it, absent from builds without it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from './browser.ts';
import { EWA } from './samples.ts';
import { inLanguage, viewOf } from './views.ts';

const attract = inLanguage(
  viewOf({ name: 'attract', cardsAccepted: true, payable: [], notices: [] }),
  'en',
);
const config = fileURLToPath(new URL('../vite.config.ts', import.meta.url));

test('its buttons reach the engine, and only when the view allows it', async ({
  kiosk: { page, show, engine },
}) => {
  await show(attract);
  await expect(page.getByRole('button', { name: 'Open developer dock' })).toHaveCount(0);
  await show({ ...attract, dock: true });
  await page.getByRole('button', { name: 'Open developer dock' }).click();
  await page.getByRole('button', { name: 'Pull the reader' }).click();
  await expect(page.getByText('Pull the reader: Done')).toBeVisible();
  expect(engine.dockActs).toEqual(['pullReader']);
});

test('open, it leaves the acts and in portrait the keypad free', async ({
  kiosk: { page, show },
}) => {
  await show({
    ...inLanguage(
      viewOf({ name: 'reference', service: EWA, field: 0, earlier: [], problem: null }),
      'en',
    ),
    dock: true,
  });
  await page.getByRole('button', { name: 'Open developer dock' }).click();
  const below = page.viewportSize()?.height === 1024 ? '.frame-acts' : '.keypad';
  const panel = await page.locator('.dock-panel').boundingBox();
  const top = (await page.locator(below).boundingBox())?.y ?? NaN;
  expect((panel?.y ?? NaN) + (panel?.height ?? NaN)).toBeLessThanOrEqual(top);
});

test('a build without it carries none of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khidma-page-'));
  process.env['VITE_KHIDMA_DOCK'] = 'off';
  await build({ configFile: config, logLevel: 'error', build: { outDir: folder } });
  delete process.env['VITE_KHIDMA_DOCK'];
  const files = await readdir(join(folder, 'assets'));
  const scripts = files.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of files.filter((file) => /\.(js|css)$/u.test(file))) {
    const text = await readFile(join(folder, 'assets', name), 'utf8');
    expect(text, name).not.toMatch(/pullReader|dock-panel|Developer dock/u);
  }
  await rm(folder, { recursive: true });
});
