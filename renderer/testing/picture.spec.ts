/** What operators may see of a screen: nothing that is somebody's, whatever screen it is. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { KioskView } from '../../contract/view.ts';
import { expect, test } from './browser.ts';

import { galleryViews } from './views.ts';

const ALL = [...galleryViews];

type Shell = {
  /** Puts a shell around the page whose pictures are this function's. */
  readonly around: (take: () => Promise<string>) => Promise<void>;
  readonly restarts: () => number;
};

const shellOf = async (page: Page): Promise<Shell> => {
  let take = (): Promise<string> => Promise.resolve('');
  let restarts = 0;
  await page.exposeFunction('testPicture', () => take());
  await page.exposeFunction('testRestart', () => {
    restarts += 1;
  });
  await page.addInitScript(() => {
    const own = window as unknown as {
      khidma: unknown;
      testPicture: () => Promise<string>;
      testRestart: () => Promise<void>;
    };
    own.khidma = {
      engineAccess: async () => (await fetch('/engine.json')).json() as Promise<unknown>,
      takePicture: () => own.testPicture(),
      restartPage: () => own.testRestart(),
    };
  });
  await page.reload();
  return {
    around: (taking) => {
      take = taking;
      return Promise.resolve();
    },
    restarts: () => restarts,
  };
};

/** Numbers, amounts, and whatever a view holds of a person: none of it may stand outside of a black patch. */
const bare = (page: Page, names: readonly string[]): Promise<string[]> =>
  page.evaluate((personal) => {
    const patches = [...document.querySelectorAll('body > [popover] > div')].map((patch) =>
      patch.getBoundingClientRect(),
    );
    const isUnder = ({ left, top, right, bottom }: DOMRect): boolean =>
      patches.some(
        (patch) =>
          patch.left <= left && patch.top <= top && patch.right >= right && patch.bottom >= bottom,
      );
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() !== null) {
      const text = texts.currentNode.nodeValue ?? '';
      const isPersonal = /\d{4}|\d\.\d/u.test(text) || personal.some((name) => text.includes(name));
      if (!isPersonal) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      if ([...range.getClientRects()].some((rect) => rect.width > 0 && !isUnder(rect)))
        found.push(text);
    }
    for (const graphic of document.querySelectorAll('.qr, canvas, input, textarea')) {
      const rect = graphic.getBoundingClientRect();
      if (rect.width > 0 && !isUnder(rect)) found.push(graphic.outerHTML.slice(0, 80));
    }
    return found;
  }, names);

/** Every text of the view that is in neither language's list of ours by its kind: names, references, words. */
const OWN_KEYS =
  /^(id|name|kind|state|service.*|ministr.*|title|unit|icon|place|nearest|language.*|pattern|help|example|hint|label|keywords|notices|question|terminal|printer|gateway|reason|code|prompt|step)$/u;
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string')
    return /\p{L}{3}/u.test(value) && value.includes(' ') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (OWN_KEYS.test(key) ? [] : textsOf(part)));
};

const asked = (view: KioskView, act: 'picture' | 'restart'): KioskView => ({
  ...view,
  screenAct: { actId: randomUUID(), act },
});

test('of every screen: no number, amount, name, typed word or code is to be seen', async ({
  kiosk: { page, engine, show },
}) => {
  test.setTimeout(240_000);
  const shell = await shellOf(page);
  const leaks: Record<string, readonly string[]> = {};
  for (const { name, view } of ALL) {
    const done = engine.screenActs.length;
    await shell.around(async () => {
      const seen = await bare(page, textsOf(view.screen));
      if (seen.length > 0) leaks[name] = seen;
      return '/9j/AAAA';
    });
    await show(asked(view, 'picture'));
    await expect.poll(() => engine.screenActs.length).toBe(done + 1);
    expect.soft(engine.screenActs.at(-1), name).toMatchObject({ said: 'picture' });
  }
  expect(leaks).toEqual({});
  await expect(page.locator('body > [popover]')).toHaveCount(0);
});

test('a page that changes while its picture is taken gives none', async ({
  kiosk: { page, engine, show },
}) => {
  const shell = await shellOf(page);
  let tries = 0;
  await shell.around(async () => {
    tries += 1;
    await page.evaluate(() => {
      document.querySelector('h1')?.append(' 12345678');
    });
    return '/9j/AAAA';
  });
  const [first] = galleryViews;
  if (first === undefined) throw new Error('no view');
  await show(asked(first.view, 'picture'));
  await expect.poll(() => engine.screenActs).toEqual([expect.objectContaining({ said: 'cannot' })]);
  expect(tries).toBe(3);
});

test('a restart is told before it begins; without a shell there is no picture', async ({
  kiosk: { page, engine, show },
}) => {
  const [first] = galleryViews;
  if (first === undefined) throw new Error('no view');
  await show(asked(first.view, 'picture'));
  await expect.poll(() => engine.screenActs.at(-1)?.said).toBe('cannot');
  const shell = await shellOf(page);
  await show(asked(first.view, 'restart'));
  await expect.poll(shell.restarts).toBe(1);
  expect(engine.screenActs.at(-1)).toMatchObject({ said: 'restarting' });
});
