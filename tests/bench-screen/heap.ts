/** What a visit leaves in the page's memory. The engine's part is played, so that a thousand take minutes. */
import type { Browser, Page } from '@playwright/test';
import { openKiosk, SIZES, type Kiosk } from '../../renderer/testing/browser.ts';
import { galleryViews, inLanguage } from '../../renderer/testing/views.ts';
import type { KioskView } from '../../contract/view.ts';
import { percentile, slope, type Point } from './figures.ts';

/** A visit's screens in their order; each is drawn before the next is sent. */
const VISIT = [
  'attract',
  'language',
  'services-all',
  'reference',
  'searching',
  'bills',
  'confirm',
  'paying-presentCard',
  'paying-enterPin',
  'paying-approvedTakeCard',
  'outcome-paid-printing',
  'outcome-paid-printed',
  'goodbye',
] as const;

const view = (name: string): KioskView => {
  const found = galleryViews.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return found.view;
};

const MEASURES = 40;
/** Of all measures: what is compiled and cached once is no leak. */
const WARM_UP = 0.2;

export type HeapGrowth = {
  readonly bytesAVisit: number;
  readonly nodesAVisit: number;
  readonly visits: number;
  readonly heapBytes: number;
  /** Bytes in use after so many visits. */
  readonly points: readonly Point[];
};

const typeDigits = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const keys = [...document.querySelectorAll<HTMLElement>('.keypad button')];
    for (const key of keys.slice(0, 8)) {
      key.click();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });

const visit = async (kiosk: Kiosk, number: number): Promise<void> => {
  const language = number % 2 === 0 ? 'ar' : 'en';
  for (const name of VISIT) {
    await kiosk.show(name === 'attract' ? view(name) : inLanguage(view(name), language));
    if (name === 'reference') await typeDigits(kiosk.page);
  }
  kiosk.engine.intents.length = 0;
};

/** Bytes and document nodes that each of `visits` visits leaves behind, after forced collections. */
export const measureHeap = async (
  browser: Browser,
  visits: number,
  say: (done: number) => void,
): Promise<HeapGrowth> => {
  const kiosk = await openKiosk(browser, SIZES.portrait);
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  const bytes: Point[] = [];
  const nodes: Point[] = [];
  const measure = async (x: number): Promise<void> => {
    await kiosk.show(view('attract'));
    for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
    bytes.push({ x, y: (await session.send('Runtime.getHeapUsage')).usedSize });
    nodes.push({ x, y: (await session.send('Memory.getDOMCounters')).nodes });
  };
  const every = Math.max(1, Math.floor(visits / MEASURES));
  for (let done = 1; done <= visits; done += 1) {
    await visit(kiosk, done);
    if (done % every !== 0) continue;
    await measure(done);
    say(done);
  }
  await kiosk.close();
  const warm = <T>(points: readonly T[]): readonly T[] =>
    points.slice(Math.floor(points.length * WARM_UP));
  return {
    bytesAVisit: slope(warm(bytes)),
    nodesAVisit: slope(warm(nodes)),
    visits,
    points: bytes,
    heapBytes: percentile(
      bytes.map(({ y }) => y),
      0.5,
    ),
  };
};
