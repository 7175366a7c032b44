import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, speak, test } from './browser.ts';
import { recordQuarter } from './statistics-cases.ts';

for (const language of ['en', 'ar'] as const)
  test(`a quarter beside the year before, and its files: ${language}`, async ({
    desk,
    stage,
    context,
  }) => {
    await recordQuarter(stage.central);
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Noora Isa', 'statistics?period=2026-Q3');
    await expect(page.locator('.headline')).toContainText('334.000');
    await expect(page.locator('.headline')).toContainText('100.0');
    await expect(page.getByRole('table').nth(1).getByRole('row')).toHaveCount(4);
    await expectAccessible(page);
    const folder = process.env['KHIDMA_PICTURES'];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/statistics-${language}.png`, fullPage: true });
    const saved = page.waitForEvent('download');
    await page.locator('a[download]').first().click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv).toContain(',4,334.000,2,167.000,');
  });

test('from period to period by links, each its own address', async ({ desk, stage, context }) => {
  await recordQuarter(stage.central);
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Noora Isa', 'statistics?period=2026-Q3');
  await page.getByRole('radio', { name: 'Month' }).click();
  await expect(page.getByRole('heading', { name: /^Statistics .2026-09.$/u })).toBeVisible();
  await page.getByRole('link', { name: 'Earlier' }).click();
  await page.getByRole('link', { name: 'Earlier' }).click();
  await expect(page).toHaveURL(/period=2026-07$/u);
  await expect(page.locator('.headline')).toContainText('260.126');
  await page.reload();
  await expect(page.locator('.headline')).toContainText('260.126');
});
