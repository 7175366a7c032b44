import { sleep, type Clock } from '../../contract/clock.ts';
import type { Gateway } from './client.ts';
import type { CatalogueStore } from './catalogue.ts';

/** How often a catalogue in force is asked for anew. */
const CATALOGUE_EVERY_MS = 5 * 60_000;

export type Contact = {
  readonly online: () => boolean;
  /** Every call's own report; the gateway is what its last call found. */
  readonly heard: (online: boolean) => void;
  /** Asks for the catalogue now; whether a valid one came. */
  readonly fetchCatalogue: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
  readonly start: () => void;
};

/** Knows whether the gateway answers: asks it regularly, and listens to every other call. */
export const createContact = (deps: {
  readonly clock: Clock;
  readonly gateway: () => Gateway;
  readonly catalogue: CatalogueStore;
  readonly everyMs: number;
  readonly onChange: (online: boolean) => void;
  readonly onCatalogueRefused: (problem: string) => void;
  readonly onBug: (cause: unknown) => void;
}): Contact => {
  const stopping = new AbortController();
  let online = false;
  let fetchedMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();

  const refreshCatalogue = async (): Promise<boolean> => {
    const answer = await deps.gateway().catalogue();
    if (!answer.ok) return false;
    fetchedMs = deps.clock.monotonicMs();
    const offered = deps.catalogue.offer(answer.value);
    if (!offered.ok) deps.onCatalogueRefused(offered.error);
    deps.onChange(online);
    return offered.ok;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const answer = await deps.gateway().health();
      const stale = deps.clock.monotonicMs() - fetchedMs >= CATALOGUE_EVERY_MS;
      if (answer.ok && (stale || deps.catalogue.services().length === 0)) await refreshCatalogue();
      const askedMs =
        answer.ok || answer.error.kind === 'away' ? 0 : (answer.error.retryAfterMs ?? 0);
      await sleep(deps.clock, Math.max(deps.everyMs, askedMs), stopping.signal);
    }
  };

  return {
    online: () => online,
    heard: (now) => {
      if (now === online) return;
      online = now;
      deps.onChange(now);
    },
    fetchCatalogue: refreshCatalogue,
    start: () => {
      running = run().catch(deps.onBug);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
