/** What the browser itself says of every tap and of everything that moved by itself. */
import type { Page } from '@playwright/test';

export type Observed = {
  /** One a tap: from the finger to the next frame, in ms, as INP counts it. */
  readonly taps: readonly { readonly ms: number; readonly what: string }[];
  /** Taps too short to be reported: under 16 ms. */
  readonly quick: number;
  /** Sum of all layout shifts that no touch explains. */
  readonly shift: number;
  /** What moved, for whoever mends it. */
  readonly shifted: readonly string[];
};

type Seen = {
  readonly taps: Map<number, { ms: number; what: string }>;
  shift: number;
  readonly shifted: string[];
};
type Shift = PerformanceEntry & {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
};
type Tap = PerformanceEventTiming & { readonly interactionId: number };

/** Sent to the page before anything of it runs. */
const observe = (): void => {
  const seen: Seen = { taps: new Map(), shift: 0, shifted: [] };
  Object.assign(globalThis, { khidmaSeen: seen });
  const named = (node: Node | null): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    return `${element?.tagName.toLowerCase() ?? '?'}.${element?.getAttribute('class') ?? ''}`;
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Tap[]) {
      if (entry.interactionId === 0) continue;
      const before = seen.taps.get(entry.interactionId);
      if (before !== undefined && before.ms >= entry.duration) continue;
      seen.taps.set(entry.interactionId, {
        ms: entry.duration,
        what: `${entry.name} on ${named(entry.target ?? null)}, ${document.querySelector('h1')?.textContent ?? ''}`,
      });
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as Shift[]) {
      if (entry.hadRecentInput) continue;
      // The developer dock is no part of the citizen's screen.
      const elements = entry.sources.map(({ node }) => (node instanceof Element ? node : null));
      if (
        elements.length > 0 &&
        elements.every((one) => one !== null && one.closest('.dock') !== null)
      )
        continue;
      seen.shift += entry.value;
      seen.shifted.push(
        `${entry.value.toFixed(4)} ${entry.sources.map(({ node }) => named(node)).join(' ')}, ${document.querySelector('h1')?.textContent ?? ''}`,
      );
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

/** Before the page is opened. */
export const watchTaps = (page: Page): Promise<unknown> => page.addInitScript(observe);

/** Everything since the page was opened. */
export const readTaps = (page: Page): Promise<Observed> =>
  page.evaluate(() => {
    const { taps, shift, shifted } = (globalThis as unknown as { khidmaSeen: Seen }).khidmaSeen;
    const counted = (performance as Performance & { readonly interactionCount: number })
      .interactionCount;
    return {
      taps: [...taps.values()],
      quick: Math.max(0, counted - taps.size),
      shift,
      shifted,
    };
  });
