/** Every part of `npm run bench:screen`, one after another, on one kiosk and one browser. */
import { cpus, loadavg } from 'node:os';
import { chromium, type Browser, type Page } from '@playwright/test';
import { SIZES } from '../../renderer/testing/browser.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { measurePage } from '../../rig/bench/page.ts';
import { measureAttract } from './attract.ts';
import { percentile } from './figures.ts';
import { measureHeap, type HeapGrowth } from './heap.ts';
import { readTaps, watchTaps, type Observed } from './observed.ts';
import type { ScreenOptions } from './options.ts';
import { HUMAN, payOneBill, STEADY, type Pace, type Walk } from './person.ts';

export type ScreenFigures = {
  readonly javascriptBytes: number | null;
  readonly attractMs: number;
  readonly tapMs: number;
  readonly taps: number;
  /** The five slowest, in words. */
  readonly slowest: readonly string[];
  readonly shift: number;
  readonly shifted: readonly string[];
  /** The longest that a tap with all it draws keeps the main thread, at this machine's own pace. */
  readonly workMs: number;
  readonly hardest: readonly string[];
  readonly journeyMs: number;
  readonly heap: HeapGrowth | null;
  readonly load: readonly number[];
};

const ATTRACTS = 5;
/** What a person with a terminal's own screens takes for a step there, PIN included. */
const PERSON_AT_READER_MS = 1_500;
const DEVICE_PACE_MS = 60;
const FIRST_ACCOUNT = 10_000_001;
/** Event Timing gives nothing shorter. */
const LEAST_TAP_MS = 16;

type Kiosk = { readonly rig: Rig; readonly browser: Browser };

const openPage = async ({ rig, browser }: Kiosk, slow: number): Promise<Page> => {
  const context = await browser.newContext({ viewport: SIZES.portrait, hasTouch: true });
  const page = await context.newPage();
  await watchTaps(page);
  await page.goto(rig.ui?.url ?? '');
  if (slow > 1) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
  }
  return page;
};

/** The processor time of the page's main thread so far, in ms: the same whoever else wants the processor. */
const mainThread = async (page: Page): Promise<() => Promise<number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
  };
};

const slowest = (taps: readonly { readonly ms: number; readonly what: string }[]): string[] =>
  [...taps]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 5)
    .map(({ ms, what }) => `${ms.toFixed(0)} ms: ${what}`);

/** One page stays open for all of them, as at a kiosk. */
const journeys = async (
  kiosk: Kiosk,
  { from, count, slow, pace }: { from: number; count: number; slow: number; pace: Pace },
): Promise<{ readonly observed: Observed; readonly walks: readonly Walk[] }> => {
  const page = await openPage(kiosk, slow);
  const worked = slow === 1 ? await mainThread(page) : null;
  const walks: Walk[] = [];
  for (let number = 0; number < count; number += 1) {
    walks.push(
      await payOneBill({
        page,
        language: number % 2 === 0 ? 'ar' : 'en',
        account: String(FIRST_ACCOUNT + from + number),
        pace,
        insertCard: () => kiosk.rig.control.terminal({ do: 'insertCard' }),
        ...(worked === null ? {} : { worked }),
      }),
    );
  }
  const observed = await readTaps(page);
  await page.context().close();
  return { observed, walks };
};

/** `folder` is for everything that the kiosk writes; `onEnd` hears how to stop what was started. */
export const measureScreen = async (
  options: ScreenOptions,
  folder: string,
  onEnd: (step: () => Promise<void>) => void,
): Promise<ScreenFigures> => {
  const say = (what: string): void => {
    console.log(`  ${what} …`);
  };
  const javascriptBytes = measurePage();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  onEnd(() => browser.close());
  const rig = await startRig({ dataFolder: folder, ui: 'loopback', pace: DEVICE_PACE_MS });
  onEnd(() => rig.stop());
  const kiosk: Kiosk = { rig, browser };

  say('attract');
  const attract = await measureAttract(browser, rig.ui?.url ?? '', ATTRACTS);
  say(`taps of ${String(options.journeys)} visits, slowed down`);
  const { observed } = await journeys(kiosk, {
    from: 0,
    count: options.journeys,
    slow: options.slow,
    pace: STEADY,
  });
  say('one visit at human pace');
  await rig.control.terminal({ do: 'pace', ms: PERSON_AT_READER_MS });
  const human = await journeys(kiosk, { from: options.journeys, count: 1, slow: 1, pace: HUMAN });
  await rig.stop();

  let heap: HeapGrowth | null = null;
  if (options.visits > 0) {
    say(`memory over ${String(options.visits)} visits`);
    heap = await measureHeap(browser, options.visits, (done) => {
      if (done % 100 === 0) say(`  ${String(done)}`);
    });
  }
  const work = human.walks.flatMap((walk) => walk.work);
  const taps = [
    ...observed.taps.map(({ ms }) => ms),
    ...Array.from({ length: observed.quick }, () => LEAST_TAP_MS),
  ];
  return {
    javascriptBytes,
    attractMs: percentile(attract, 0.5),
    tapMs: percentile(taps, 0.98),
    taps: taps.length,
    slowest: slowest(observed.taps),
    shift: observed.shift + human.observed.shift,
    shifted: [...observed.shifted, ...human.observed.shifted],
    workMs: Math.max(...work.map(({ ms }) => ms)),
    hardest: slowest(work),
    journeyMs: human.walks[0]?.ms ?? NaN,
    heap,
    load: loadavg().map((load) => load / cpus().length),
  };
};
