import { expect, expectAccessible, speak, test } from './browser.ts';
import { beginLife, liveYesterday } from './life.ts';

test.beforeEach(async ({ stage }) => {
  await liveYesterday(stage, await beginLife(stage, 18));
});

test('why kiosk 17 stopped at 14:05 yesterday: three clicks', async ({ desk, context }) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Noora Isa');
  await page.keyboard.type('17');
  await expect(page.locator('.counts')).toHaveText('1 of 18 kiosks');
  await page.getByRole('row', { name: /kiosk-17/u }).click();
  await page.getByRole('link', { name: 'Yesterday' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Stopped selling' });
  await expect(entry).toContainText('14:05');
  await expect(entry).toContainText('the card reader takes no cards');
  await expect(entry).toContainText('for 26 min');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Card reader: not connected' }),
  ).toContainText('14:05');
  await entry.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Log, 13:55 to 14:15' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'device.notOpened' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'terminal state=noSuchPort' })).toBeVisible();
});

test('who types before the list has come has searched it', async ({ desk, context }) => {
  await speak(context, 'en');
  const { page } = desk;
  const asked = Promise.withResolvers<undefined>();
  await page.route('**/console/api/fleet', async (route) => {
    await asked.promise;
    await route.continue();
  });
  await desk.signIn('Noora Isa');
  await expect(page.getByRole('searchbox', { name: /Find a kiosk/u })).toBeFocused();
  await page.keyboard.type('17');
  await expect(page.getByRole('row')).toHaveCount(0);
  asked.resolve(undefined);
  await expect(page.locator('.counts')).toHaveText('1 of 18 kiosks');
});

test('the address of a moment can be sent to somebody, who signs in and stands there', async ({
  desk,
  context,
}) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Noora Isa');
  await page.keyboard.type('17');
  await expect(page.locator('.counts')).toHaveText('1 of 18 kiosks');
  await page.getByRole('row', { name: /kiosk-17/u }).click();
  await page.getByRole('link', { name: 'Yesterday' }).click();
  await page
    .getByRole('link', { name: /Log around 14:31/u })
    .first()
    .click();
  const address = page.url();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(address);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Ali Mansoor' }).click();
  await expect(page.getByRole('heading', { name: 'Log, 14:21 to 14:41' })).toBeVisible();
});

test('with the keys alone: from the list to the log', async ({ desk, context }) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Noora Isa');
  await page.getByRole('searchbox', { name: /Find a kiosk/u }).focus();
  await page.keyboard.type('kiosk-17');
  await expect(page.locator('.counts')).toHaveText('1 of 18 kiosks');
  const row = page.getByRole('row', { name: /kiosk-17/u });
  for (let step = 0; step < 6; step++) {
    if (await row.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
    if (
      await page
        .getByRole('columnheader')
        .first()
        .evaluate((one) => one === document.activeElement)
    )
      await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'kiosk-17' })).toBeFocused();
  await expect(page).toHaveTitle('kiosk-17 – Khidma · Fleet');
});

for (const language of ['en', 'ar'] as const)
  for (const width of [1440, 1024])
    test(`nothing stands over its edge: ${language} at ${width}`, async ({ desk, context }) => {
      await speak(context, language);
      const { page } = desk;
      await page.setViewportSize({ width, height: 900 });
      await desk.signIn('Noora Isa');
      await expect(page.getByRole('row')).not.toHaveCount(0);
      await expectAccessible(page);
      await page.screenshot({ path: `test-results/console-${language}-${width}-fleet.png` });
      await page.keyboard.type('17');
      await page.getByRole('row', { name: /kiosk-17/u }).click();
      await page.locator('.days a').nth(1).click();
      await page.locator('.entry.bad a').click();
      await expect(page.locator('.lines')).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: `test-results/console-${language}-${width}-kiosk.png` });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBe(0);
    });
