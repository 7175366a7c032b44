/** A desk in a real browser, in front of a central of its own. */
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { openStage, type Stage } from './stage.ts';

export type Screen = {
  readonly page: Page;
  /** Through the issuer's page, to this page of ours. */
  readonly signIn: (name: string, path?: string) => Promise<void>;
};

/** The first visit's language; it is kept afterwards. */
export const speak = async (context: BrowserContext, language: 'ar' | 'en'): Promise<void> => {
  await context.addInitScript((chosen) => {
    if (localStorage.getItem('khidma-console-language') === null)
      localStorage.setItem('khidma-console-language', chosen);
  }, language);
};

export const test = base.extend<{ stage: Stage; desk: Screen }>({
  // A new one for each test: what one leaves behind is no other's beginning.
  stage: async ({}, use) => {
    const stage = await openStage();
    await use(stage);
    await stage.stop();
  },
  desk: async ({ page, stage }, use) => {
    const faults: string[] = [];
    page.on('console', (line) => {
      // Nobody is signed in at first, and somebody may be faster: the browser writes both down by itself.
      if (line.type() === 'error' && !/\b(?:401|409)\b/u.test(line.text()))
        faults.push(line.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await use({
      page,
      signIn: async (name, path = '') => {
        await page.goto(`${stage.central.url}/console/${path}`);
        await page.locator('.sign-in a.main').click();
        await page.getByRole('button', { name }).click();
        await page.locator('.frame').waitFor();
      },
    });
    expect(faults).toEqual([]);
  },
});
export { expect } from '@playwright/test';

/** No finding of axe, in the language the page has. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
};
