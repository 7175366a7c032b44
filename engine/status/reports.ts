import { sleep, type Clock } from '../../contract/clock.ts';
import { makeUuid7, type RandomBytes } from '../../contract/ids.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { Gateway } from '../gateway/client.ts';
import { createChanges } from './changes.ts';
import type { StatusSource } from './source.ts';

export type ReportTiming = {
  /** After the start devices come one by one: so long that is no news, ms. */
  readonly settleMs: number;
  /** From one look to the next, ms. */
  readonly lookMs: number;
  /** With nothing new a report is sent so often, ms. */
  readonly everyMs: number;
  /** After a failure; doubled up to `everyMs`. */
  readonly retryMs: number;
};

export const USUAL_TIMING: ReportTiming = {
  settleMs: 5_000,
  lookMs: 1_000,
  everyMs: 60_000,
  retryMs: 2_000,
};

/**
 * Tells the operators how the kiosk is: soon after each change, and now and then. Only the latest word is
 * kept; one that did not arrive is followed by a newer one that says what it would have said.
 */
export const startStatusReports = (deps: {
  readonly source: StatusSource;
  readonly gateway: Pick<Gateway, 'sendStatus'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly place: Bilingual;
  readonly version: string;
  readonly timing?: ReportTiming;
  readonly onBug: (cause: unknown) => void;
}): { readonly stop: () => Promise<void> } => {
  const { source, clock, timing = USUAL_TIMING } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const run = makeUuid7(clock.wallMs(), deps.random);
  const startedMs = clock.monotonicMs();
  const changes = createChanges();
  let number = 0;
  let news = false;
  let sentMs = Number.NEGATIVE_INFINITY;
  let failures = 0;

  const settled = (): boolean => clock.monotonicMs() - startedMs >= timing.settleMs;
  const look = (): void => {
    if (isStopping() || !settled()) return;
    if (changes.look(source.facts().states, clock.wallMs())) news = true;
  };
  const report = (): StatusReport => {
    const { catalogueVersion, paperLeft, exposure, inDoubt } = source.facts();
    number += 1;
    return {
      run,
      number,
      at: new Date(clock.wallMs()).toISOString(),
      uptimeMs: Math.round(clock.monotonicMs() - startedMs),
      version: deps.version,
      place: deps.place,
      states: changes.states(),
      changes: [...changes.recent()],
      catalogueVersion,
      paperLeft,
      exposure,
      inDoubt,
    };
  };
  const pauseMs = (): number =>
    failures > 0
      ? Math.min(timing.everyMs, timing.retryMs * 2 ** (failures - 1))
      : news
        ? 0
        : timing.everyMs;

  const running = (async () => {
    while (!isStopping()) {
      look();
      if (settled() && clock.monotonicMs() - sentMs >= pauseMs()) {
        news = false;
        sentMs = clock.monotonicMs();
        const answer = await deps.gateway.sendStatus(report());
        failures = answer.ok ? 0 : failures + 1;
      }
      await sleep(clock, timing.lookMs, stopping.signal);
    }
  })().catch(deps.onBug);
  const unwatch = source.onChange(look);
  return {
    stop: async () => {
      stopping.abort();
      unwatch();
      await running;
    },
  };
};
