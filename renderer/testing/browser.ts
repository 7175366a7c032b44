/** Debian's Chromium on the built page, with a view server behind it. */
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import type { KioskView } from '../../contract/view.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import { startViewServer, type ViewServer } from './view-server.ts';
import { viewOf } from './views.ts';

export interface Kiosk {
  readonly page: Page;
  readonly engine: ViewServer;
  readonly server: PageServer;
  /** What the page has complained of since it was opened; a breach of its CSP is one. */
  readonly complaints: readonly string[];
  /** Shows a view and waits until the page has drawn it. */
  readonly show: (view: KioskView) => Promise<void>;
  /** The same after another screen: what the page still held of one with the same name is gone. */
  readonly showAnew: (view: KioskView) => Promise<void>;
}

const ATTRACT = viewOf({ name: 'attract', cardsAccepted: true, payable: [], notices: [] });

export const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1280, height: 1024 },
} as const;

/** Waits until the page draws the revision it was sent, in the fonts it is meant to have. */
const drawn = async (page: Page, view: KioskView, revision: number): Promise<void> => {
  await page.locator(`[data-revision="${String(revision)}"]`).waitFor({ state: 'attached' });
  await page.locator(`html[lang="${view.language}"]`).waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
};

export const openKiosk = async (
  browser: Browser,
  size: { width: number; height: number },
  scale = 1,
): Promise<Kiosk & { close: () => Promise<void> }> => {
  const engine = await startViewServer(ATTRACT);
  const server = await startPageServer(() => engine.access);
  const context = await browser.newContext({
    viewport: size,
    reducedMotion: 'reduce',
    deviceScaleFactor: scale,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(server.url);
  let revision = 1;
  await drawn(page, ATTRACT, revision);
  const show = async (view: KioskView): Promise<void> => {
    engine.show(view);
    revision += 1;
    await drawn(page, view, revision);
  };
  return {
    page,
    engine,
    server,
    complaints,
    show,
    showAnew: async (view) => {
      await show({ ...ATTRACT, language: view.language });
      await show(view);
    },
    close: async () => {
      await context.close();
      await server.close();
      await engine.close();
    },
  };
};

/** A fresh kiosk for each test; one that complains fails it. */
export const test = base.extend<{ kiosk: Kiosk }>({
  kiosk: async ({ browser }, use, info) => {
    const kiosk = await openKiosk(browser, info.project.use.viewport ?? SIZES.portrait);
    await use(kiosk);
    expect(kiosk.complaints).toEqual([]);
    await kiosk.close();
  },
});
export { expect } from '@playwright/test';
