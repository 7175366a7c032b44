/** Nothing moves but what answers the finger, and not even that where less motion is asked for. */
import type { Page } from '@playwright/test';
import { expect, test } from './browser.ts';
import { galleryViews, inLanguage } from './views.ts';

/** The longest transition or animation any element of the page may make, in seconds. */
const longest = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat);
      }),
    ),
  );

test('answers take a quarter of a second at most, and no time with reduced motion', async ({
  kiosk: { page, show },
}) => {
  const seen: number[] = [];
  for (const { name, view } of galleryViews.filter((one) => !/^(outcome|notice)/u.test(one.name))) {
    await show(inLanguage(view, 'en'));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await longest(page), name).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    seen.push(await longest(page));
    expect(await page.evaluate(() => document.getAnimations().length), name).toBe(0);
  }
  expect(Math.max(...seen)).toBeGreaterThan(0);
  expect(Math.max(...seen)).toBeLessThanOrEqual(0.25);
});
