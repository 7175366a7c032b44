/** Every screen in both languages: readable, reachable, whole, and without a fault axe can find. */
import AxeBuilder from '@axe-core/playwright';
import { languageSchema } from '../../contract/language.ts';
import { expect, test, type Kiosk } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { overlaps } from './overlaps.ts';
import { galleryViews, inLanguage, type NamedView } from './views.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Everything wrong with the screen that stands there, in words. */
const faults = async ({ page, complaints }: Kiosk): Promise<readonly string[]> => {
  // Without frames there is nothing to gather from them, for which axe would open a page each time.
  const { violations } = await new AxeBuilder({ page })
    .withTags(WCAG)
    .setLegacyMode(true)
    .analyze();
  return [
    ...(await page.evaluate(breaches, LIMITS)),
    ...(await page.evaluate(overlaps)),
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...complaints,
  ];
};

/** `outcome-paid-printed` → `outcome-paid`; everything else by its screen: `notice`, `paying`. */
const groupOf = ({ name }: NamedView): string =>
  name.startsWith('outcome') ? name.slice(0, name.lastIndexOf('-')) : (name.split('-')[0] ?? name);

/** As many as one test looks at; each view takes a second or more. */
const MOST = 10;
const groups = [...Map.groupBy(galleryViews, groupOf)].flatMap(([name, views]) =>
  Array.from({ length: Math.ceil(views.length / MOST) }, (_, part) => ({
    name: part === 0 ? name : `${name}, part ${String(part + 1)},`,
    views: views.slice(part * MOST, (part + 1) * MOST),
  })),
);

for (const language of languageSchema.options) {
  for (const { name: screen, views } of groups) {
    test(`${screen} in ${language}`, async ({ kiosk }) => {
      // Each also follows on another, as in life; all are looked at, whatever the first ones show.
      for (const { name, view } of views) {
        await kiosk.showAnew(inLanguage(view, language));
        expect.soft(await faults(kiosk), name).toEqual([]);
        const html = kiosk.page.locator('html');
        await expect.soft(html, name).toHaveAttribute('lang', language);
        await expect.soft(html, name).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
        await expect.soft(kiosk.page.locator('h1'), name).toHaveCount(1);
      }
    });
  }
}
