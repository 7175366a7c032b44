import { evaluateAlerts } from '../../central/fleet/evaluate.ts';
import { consoleFile } from '../../rig/staff/console-file.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';
import { beginLife, liveYesterday } from './life.ts';
import { consoleOptionsOf } from './stage.ts';

const { alerts: limits } = consoleOptionsOf(consoleFile('http://127.0.0.1:1'));
test.beforeEach(async ({ stage }) => {
  await liveYesterday(stage, await beginLife(stage, 18));
  await evaluateAlerts(stage.central.db, limits, [], stage.central.clock.wallMs());
});

for (const language of ['en', 'ar'] as const)
  test(`what is wrong now: ${language}`, async ({ desk, context }) => {
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Ali Mansoor', 'alerts');
    await expect(page.getByRole('listitem').filter({ hasText: 'kiosk-5' })).toHaveCount(3);
    await expect(page.getByRole('listitem').filter({ hasText: 'kiosk-3' })).toHaveCount(1);
    await expect(page.getByRole('listitem').filter({ hasText: 'kiosk-8' })).toHaveCount(1);
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-alerts.png` });
  });

test('an operator takes an alert on, notes and closes it; a viewer sees it', async ({
  desk,
  context,
}) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Ali Mansoor', 'kiosks/kiosk-3');
  const alert = page.getByRole('listitem', { name: 'Opened by force' });
  await alert.getByRole('button', { name: 'I look after it' }).click();
  await expect(alert).toContainText('Ali Mansoor looks after it');
  await alert.getByRole('textbox', { name: 'Note' }).fill('The guard has seen nobody.');
  await alert.getByRole('button', { name: 'Add a note' }).click();
  await expect(alert).toContainText('The guard has seen nobody. Ali Mansoor,');
  await alert.getByRole('button', { name: 'Close' }).click();
  await expect(alert).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Noora Isa' }).click();
  await page.getByRole('link', { name: /Alerts/u }).click();
  await expect(page.getByRole('button', { name: 'Close' })).toHaveCount(0);
  await page.getByRole('radio', { name: 'Over' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'kiosk-3' })).toContainText(
    'Closed by Ali Mansoor',
  );
});

for (const language of ['en', 'ar'] as const)
  test(`who did what, for an administrator: ${language}`, async ({ desk, context }) => {
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Fatima Jasim', 'acts');
    await expect(page.getByRole('cell', { name: 'demo-administrator' }).first()).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-acts.png` });
  });
