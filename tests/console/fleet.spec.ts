import { expect, expectAccessible, speak, test } from './browser.ts';

for (const language of ['en', 'ar'] as const)
  test(`the way in, and the fleet behind it: ${language}`, async ({ desk, stage, context }) => {
    await speak(context, language);
    await stage.central.kiosk('kiosk-1');
    const { page } = desk;
    await page.goto(`${stage.central.url}/console/`);
    await page.locator('.sign-in').waitFor();
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await expectAccessible(page);
    await desk.signIn('Noora Isa');
    await expect(page.getByRole('row', { name: /kiosk-1/u })).toBeVisible();
    await expectAccessible(page);
  });

test('whoever leaves must say again who they are', async ({ desk, context }) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Ali Mansoor');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Fatima Jasim' })).toBeVisible();
  await page.getByRole('button', { name: 'Fatima Jasim' }).click();
  await expect(page.getByText('Administrator')).toBeVisible();
});
