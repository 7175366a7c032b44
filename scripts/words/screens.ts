/** Every text on every screen, in both languages, every mode and both orientations, in a real browser. */
import { chromium } from '@playwright/test';
import { languageSchema } from '../../contract/language.ts';
import { USUAL_DISPLAY, type Display } from '../../contract/view.ts';
import { openKiosk, SIZES } from '../../renderer/testing/browser.ts';
import { overflows } from '../../renderer/testing/overflow.ts';
import { galleryViews, inLanguage } from '../../renderer/testing/views.ts';

/** High contrast has thicker lines, so it goes with the larger text. */
export const MODES: Readonly<Record<string, Display>> = {
  usual: USUAL_DISPLAY,
  'large text, high contrast': { ...USUAL_DISPLAY, text: 'large', contrast: 'high' },
  seated: { ...USUAL_DISPLAY, reach: 'seated' },
  'large text, seated': { contrast: 'normal', text: 'large', reach: 'seated' },
};

export type Crowded = { readonly checked: number; readonly problems: readonly string[] };

/** `only`: screens whose name contains it. */
export const checkScreens = async (only = ''): Promise<Crowded> => {
  const views = galleryViews.filter(({ name }) => name.includes(only));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  const inOrientation = async (orientation: keyof typeof SIZES): Promise<readonly string[]> => {
    const kiosk = await openKiosk(browser, SIZES[orientation]);
    const problems: string[] = [];
    for (const [mode, display] of Object.entries(MODES)) {
      for (const language of languageSchema.options) {
        for (const { name, view } of views) {
          await kiosk.showAnew({ ...inLanguage(view, language), display });
          const found = await kiosk.page.evaluate(overflows);
          problems.push(
            ...found.map((problem) => `${name}, ${language}, ${orientation}, ${mode}: ${problem}`),
          );
        }
      }
    }
    await kiosk.close();
    return problems;
  };
  try {
    const both = await Promise.all([inOrientation('portrait'), inOrientation('landscape')]);
    const combinations = 2 * Object.keys(MODES).length * languageSchema.options.length;
    return { checked: views.length * combinations, problems: both.flat() };
  } finally {
    await browser.close();
  }
};
