/** Help and the idle warning hold the focus while they are open, and give it back. */
import type { Page } from '@playwright/test';
import { expect, test } from './browser.ts';
import { overlaps } from './overlaps.ts';
import { card, EWA } from './samples.ts';
import { inLanguage, viewOf } from './views.ts';

const services = inLanguage(viewOf({ name: 'services', services: [card(EWA)] }), 'en');
const warned = { ...services, idleWarning: { msLeft: 12_000 } };

/** What has the focus after each of `presses` of `key`. */
const focusedBy = async (page: Page, key: string, presses: number): Promise<string[]> => {
  const seen: string[] = [];
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press(key);
    seen.push(
      await page.evaluate(() => {
        const inside = document.querySelector('.dialog :focus');
        return inside === null ? 'outside' : inside.textContent;
      }),
    );
  }
  return seen;
};

test('the idle warning begins on More time and keeps the focus in', async ({
  kiosk: { page, show },
}) => {
  await show(services);
  await show(warned);
  await expect(page.getByRole('button', { name: 'More time' })).toBeFocused();
  expect(await focusedBy(page, 'Tab', 4)).toEqual(['Finish', 'More time', 'Finish', 'More time']);
  expect(await focusedBy(page, 'Shift+Tab', 2)).toEqual(['Finish', 'More time']);
  await show(services);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('help explains the screen it was asked on, holds the focus and gives it back', async ({
  kiosk: { page, show, engine },
}) => {
  await show(services);
  const help = page.getByRole('button', { name: 'Help' });
  const dialog = page.getByRole('dialog', { name: 'Help' });
  await help.press('Enter');
  await expect(dialog).toContainText('Touch what you want to pay');
  await expect(dialog).toContainText(services.kioskId);
  expect(await page.evaluate(overlaps)).toEqual([]);
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  expect(await focusedBy(page, 'Tab', 2)).toEqual(['Close', 'Close']);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(help).toBeFocused();
  await help.click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  expect(engine.intents.filter((one) => one.do !== 'stillHere')).toEqual([]);
});
