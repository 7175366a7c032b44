/** The sign-in's screens in the modes of `modes.spec.ts`, and what their touches ask of the engine. */
import AxeBuilder from '@axe-core/playwright';
import { languageSchema } from '../../contract/language.ts';
import type { KioskView } from '../../contract/view.ts';
import { expect, test } from './browser.ts';
import { eKeyViews } from './ekey-views.ts';
import { breaches, LIMITS } from './measure.ts';
import { overlaps } from './overlaps.ts';
import { inLanguage } from './view-of.ts';

const NAMES = ['services-signIn', 'signIn', 'signedIn', 'dues-tooMuch'];
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const named = (name: string): KioskView => {
  const found = eKeyViews.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return found.view;
};

for (const language of languageSchema.options) {
  test(`large and in high contrast, in ${language}`, async ({ kiosk: { page, show } }) => {
    for (const name of NAMES) {
      const view = inLanguage(named(name), language);
      await show({ ...view, display: { contrast: 'high', text: 'large', reach: 'normal' } });
      const { violations } = await new AxeBuilder({ page })
        .withTags(WCAG)
        .setLegacyMode(true)
        .analyze();
      expect.soft(violations, name).toEqual([]);
      expect.soft(await page.evaluate(breaches, { ...LIMITS, textPx: 36 }), name).toEqual([]);
      expect.soft(await page.evaluate(overlaps), name).toEqual([]);
    }
  });

  test(`within a seated person's reach, in ${language}`, async ({ kiosk: { page, show } }) => {
    const height = page.viewportSize()?.height ?? NaN;
    for (const name of NAMES) {
      const view = inLanguage(named(name), language);
      await show({ ...view, display: { contrast: 'normal', text: 'normal', reach: 'seated' } });
      const least = Math.min(height * (1 - view.seatedReach), height - 760);
      const tops = await page
        .locator('button, input, label, a')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      expect
        .soft(
          tops.filter((top) => top < least - 1),
          name,
        )
        .toEqual([]);
      expect.soft(await page.evaluate(overlaps), name).toEqual([]);
    }
  });
}

test('dues: all are chosen, one of one ministry is left out, the rest goes on together', async ({
  kiosk: { page, show, engine },
}) => {
  await show(inLanguage(named('dues'), 'en'));
  await page.locator('label', { hasText: 'Parking' }).click();
  await expect(page.locator('.cost')).toContainText('82.500');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'chooseBills', billIds: ['ewa-2026-10', 'fine-1', 'fine-3'] });
});

test('dues above what one payment may come to: it says how much, and goes nowhere', async ({
  kiosk: { page, show },
}) => {
  await show(inLanguage(named('dues-tooMuch'), 'en'));
  await expect(page.getByText('At most')).toContainText('50.000');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await page.locator('label', { hasText: 'speed limit' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
});

test('while the sign-in cannot be had, its button does nothing', async ({
  kiosk: { page, show },
}) => {
  const view = inLanguage(named('services-signIn'), 'en');
  if (view.screen.name !== 'services') throw new Error('another screen');
  await show({ ...view, gateway: 'offline', screen: { ...view.screen, signIn: 'notNow' } });
  await expect(page.getByRole('button', { name: 'Sign in with eKey' })).toBeDisabled();
});
