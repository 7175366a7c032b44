import type { Gateway } from './gateway/client.ts';
import type { EngineDeps } from './engine-deps.ts';
import type { Outbox } from './outbox/outbox.ts';
import { createCentralReports, type CentralReports } from './payments/central-reports.ts';
import type { DayBook } from './payments/day-book.ts';
import { createDecisions } from './payments/decisions.ts';
import { endOfDayDue } from './payments/end-of-day-plan.ts';
import { createTerminalCare, type TerminalCare } from './payments/terminal-care.ts';
import type { Visit } from './visit/visit.ts';

export type Settling = {
  readonly care: TerminalCare;
  readonly reports: CentralReports;
  readonly stop: () => Promise<void>;
};

/** What sees to it that the books agree: the terminal's day, the reports to central, what people decided. */
export const startSettling = (
  deps: EngineDeps & {
    readonly gateway: Gateway;
    readonly online: () => boolean;
    readonly outbox: Outbox;
    readonly visit: Visit;
    readonly book: DayBook;
    /** A payment or a reversal still needs the terminal's memory. */
    readonly owed: () => boolean;
    /** A payment changed by what people decided. */
    readonly onDecided: () => void;
  },
): Settling => {
  const { config, clock, visit, book, journal } = deps;
  let restSinceMs: number | null = clock.monotonicMs();
  const watching = visit.onChange(() => {
    if (visit.position().at !== 'attract') restSinceMs = null;
    else restSinceMs ??= clock.monotonicMs();
  });
  const decisions = createDecisions({
    ...deps,
    outbox: () => deps.outbox,
    publicKey: config.gateway.commandKey ?? config.gateway.catalogueKey,
    onChange: deps.onDecided,
  });
  const reports = createCentralReports({
    ...deps,
    decisions,
    kioskId: config.kiosk.id,
    everyMs: config.timing.heartbeatMs,
  });
  const care = createTerminalCare({
    ...deps,
    owed: () => deps.owed() || journal.inStates(['refused']).length > 0,
    due: () =>
      endOfDayDue(config.endOfDay, {
        wallMs: clock.wallMs(),
        sinceMs: book.sinceMs(),
        idleMs: restSinceMs === null ? null : clock.monotonicMs() - restSinceMs,
      }),
    onDayClosed: reports.wake,
  });
  return {
    care,
    reports,
    stop: async () => {
      watching();
      await Promise.all([care.stop(), reports.stop()]);
    },
  };
};
