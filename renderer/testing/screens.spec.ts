/** Every screen in both languages: readable, reachable, whole, and without a fault axe can find. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { openKiosk, SIZES, type Kiosk } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { galleryViews, inLanguage } from './views.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** One page for all: each screen also follows on another, as in life. */
const test = base.extend<object, { kiosk: Kiosk }>({
  kiosk: [
    async ({ browser }, use, info) => {
      const kiosk = await openKiosk(browser, info.project.use.viewport ?? SIZES.portrait);
      await use(kiosk);
      await kiosk.close();
    },
    { scope: 'worker' },
  ],
});

for (const { name, view } of galleryViews) {
  for (const language of view.languages) {
    test(`${name} in ${language}`, async ({ kiosk }) => {
      await kiosk.show(inLanguage(view, language));
      expect(await kiosk.page.evaluate(breaches, LIMITS)).toEqual([]);
      const { violations } = await new AxeBuilder({ page: kiosk.page }).withTags(WCAG).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
      const html = kiosk.page.locator('html');
      await expect(html).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expect(kiosk.page.locator('h1')).toHaveCount(1);
    });
  }
}
