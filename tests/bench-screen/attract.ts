/** From the wish for a window until the attract screen is painted in it, each time in a fresh profile. */
import type { Browser } from '@playwright/test';
import { SIZES } from '../../renderer/testing/browser.ts';

/** One figure a time, in ms. The page's own frame after the screen stands counts, not our asking. */
export const measureAttract = async (
  browser: Browser,
  url: string,
  times: number,
): Promise<readonly number[]> => {
  const figures: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const from = Date.now();
    const context = await browser.newContext({ viewport: SIZES.portrait });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const look = (): void => {
        if (document.querySelector('main.attract') === null) {
          requestAnimationFrame(look);
          return;
        }
        // In its own fonts, and one frame later, when it has been painted.
        document.fonts.ready.then(
          () => requestAnimationFrame(() => Object.assign(globalThis, { khidmaShown: Date.now() })),
          () => undefined,
        );
      };
      look();
    });
    await page.goto(url);
    const shown = await page.waitForFunction(
      () => (globalThis as { khidmaShown?: number }).khidmaShown,
    );
    figures.push(Number(await shown.jsonValue()) - from);
    await context.close();
  }
  return figures;
};
