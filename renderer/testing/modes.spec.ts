/** Larger text, high contrast and seated reach: every screen stays whole, legible and within reach. */
import AxeBuilder from '@axe-core/playwright';
import { languageSchema } from '../../contract/language.ts';
import type { Display } from '../../contract/view.ts';
import { expect, test } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { overlaps } from './overlaps.ts';
import { galleryViews, inLanguage, type NamedView } from './views.ts';

/** One of each screen, and those that carry most. */
const NAMES = [
  'attract',
  'language',
  'services-all',
  'reference-of-vehicle-renewal-2',
  'reference-tooShort',
  'searching',
  'bills',
  'notice-gatewayAway',
  'confirm-noPaper-willQueue',
  'paying-presentCard',
  'outcome-queued-printed',
  'outcome-refused-failed',
  'receipt-printed',
  'goodbye',
  'outOfService-journal',
  'services-tawasul',
  'tawasul-ministry',
  'tawasul-text-tooLong',
  'tawasul-phone-notPhone',
  'tawasul-check-offline-noPaper',
  'tawasul-sent-failed',
  'tawasul-follow-notANumber',
  'tawasul-status-answered',
  'tawasul-trouble-full',
  'services-audio-on',
];
const named = (name: string): NamedView => {
  const found = galleryViews.find((view) => view.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return found;
};
/** As many as one test looks at. */
const MOST = 8;
const parts = Array.from({ length: Math.ceil(NAMES.length / MOST) }, (_, part) =>
  NAMES.slice(part * MOST, (part + 1) * MOST).map(named),
);

const USUAL: Display = { contrast: 'normal', text: 'normal', reach: 'normal' };
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** EN 301 549 §5.1.4 at 60 cm: nothing smaller in the mode for it. */
const LARGE = { ...LIMITS, textPx: 36 };

const each = languageSchema.options.flatMap((language) =>
  parts.map((views, part) => ({
    language,
    views,
    where: `in ${language}, part ${String(part + 1)}`,
  })),
);
for (const { language, views, where } of each) {
  test(`large and in high contrast, ${where}`, async ({ kiosk }) => {
    const display: Display = { ...USUAL, text: 'large', contrast: 'high' };
    for (const { name, view } of views) {
      await kiosk.showAnew({ ...inLanguage(view, language), display });
      const { violations } = await new AxeBuilder({ page: kiosk.page })
        .withTags(WCAG)
        .setLegacyMode(true)
        .analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          name,
        )
        .toEqual([]);
      expect.soft(await kiosk.page.evaluate(breaches, LARGE), name).toEqual([]);
      expect.soft(await kiosk.page.evaluate(overlaps), name).toEqual([]);
    }
  });

  test(`every control within a seated person's reach, ${where}`, async ({ kiosk }) => {
    const { page } = kiosk;
    const height = page.viewportSize()?.height ?? NaN;
    for (const { name, view } of views) {
      await kiosk.showAnew({
        ...inLanguage(view, language),
        display: { ...USUAL, reach: 'seated' },
      });
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
      expect.soft(await page.evaluate(breaches, LIMITS), name).toEqual([]);
      expect.soft(await page.evaluate(overlaps), name).toEqual([]);
    }
  });
}

test('what is chosen in the sheet is asked of the engine, one at a time', async ({ kiosk }) => {
  const { page, engine, show } = kiosk;
  const view = inLanguage(named('services-all').view, 'en');
  await show(view);
  await page.getByRole('button', { name: 'Text size, contrast and reach' }).click();
  await page.getByRole('button', { name: 'Larger text' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'adjust', display: { text: 'large' } });
  await show({ ...view, display: { ...USUAL, text: 'large' } });
  await expect(page.getByRole('button', { name: 'Larger text' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'Larger text' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'adjust', display: { text: 'normal' } });
});
