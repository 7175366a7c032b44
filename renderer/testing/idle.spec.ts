/** The idle warning, and the touches that keep a visit alive. */
import type { Page } from '@playwright/test';
import { expect, test } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { card, EWA } from './samples.ts';
import { inLanguage, viewOf } from './views.ts';

const services = inLanguage(viewOf({ name: 'services', services: [card(EWA)] }), 'en');
const warned = { ...services, idleWarning: { msLeft: 12_000 } };

/** Stands still until told, in steps shorter than the link's own heartbeat. */
const holdClock = async (page: Page): Promise<void> => {
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(60_000); // far enough that it is never in the past
};

test('it counts down in words and numerals, and More time says still here', async ({
  kiosk: { page, show, engine },
}) => {
  await holdClock(page);
  await show({ ...warned, idleWarning: { msLeft: 3_500 } });
  const dialog = page.getByRole('alertdialog', { name: 'Do you need more time?' });
  await expect(dialog.locator('.countdown')).toHaveText('4');
  await page.clock.runFor(3_000);
  await expect(dialog.locator('.countdown')).toHaveText('1');
  await expect(dialog).toContainText('In 1 second this visit ends');
  await page.clock.runFor(2_000);
  await expect(dialog.locator('.countdown'), 'never below nothing').toHaveText('0');
  await page.clock.resume();
  await dialog.getByRole('button', { name: 'More time' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'stillHere' });
});

test('a new revision with more time left starts the count again', async ({
  kiosk: { page, show },
}) => {
  await holdClock(page);
  await show(warned);
  await page.clock.runFor(3_000);
  await expect(page.locator('.countdown')).toHaveText('9');
  await show({ ...warned, idleWarning: { msLeft: 20_000 } });
  await expect(page.locator('.countdown')).toHaveText('20');
});

test('Finish ends the visit; Escape is More time', async ({ kiosk: { page, show, engine } }) => {
  await show(warned);
  await page.keyboard.press('Escape');
  await expect.poll(() => engine.intents).toContainEqual({ do: 'stillHere' });
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'startOver' });
});

test('there is never a dialog over a dialog', async ({ kiosk: { page, show } }) => {
  await show(services);
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  expect(await page.evaluate(breaches, LIMITS)).toEqual([]);
  await show(warned);
  await expect(page.locator('.dialog')).toHaveCount(1);
  await expect(page.getByRole('alertdialog')).toBeVisible();
});

test('touches say still here, now and then', async ({ kiosk: { page, show, engine } }) => {
  await show(services);
  for (let i = 0; i < 10; i++) await page.mouse.click(500, 900);
  await page.keyboard.press('Tab');
  await expect.poll(() => engine.intents.filter((one) => one.do === 'stillHere').length).toBe(1);
});

test('Arabic counts with its own plural forms', async ({ kiosk: { page, show } }) => {
  await holdClock(page);
  await show(inLanguage({ ...warned, idleWarning: { msLeft: 2_000 } }, 'ar'));
  await expect(page.getByRole('alertdialog')).toContainText('بعد ثانيتين');
});
