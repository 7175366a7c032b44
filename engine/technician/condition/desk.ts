import { gzipSync } from 'node:zlib';
import type { Clock } from '../../../contract/clock.ts';
import type { Condition } from '../../../contract/technician-condition.ts';
import type { PrinterRole } from '../../devices/printer-role.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Uptime } from '../../status/uptime.ts';
import { handOut, stampOf } from '../hand-out.ts';
import type { StaffBook } from '../book.ts';
import { bookEntry, bundleText, paymentEntry, type SupportBundle } from './bundle.ts';
import { paperForecast } from './paper-forecast.ts';

const SHOWN_DAYS = 14;
const BUNDLE_PAYMENTS = 300;
const BUNDLE_ACTS = 500;

export type ConditionDesk = {
  readonly show: (on: boolean) => void;
  readonly shown: () => Condition | null;
  /** Where it was written; `null`: nowhere. */
  readonly writeBundle: () => string | null;
};

/** How the kiosk has done, and the file for whoever helps from afar. */
export const createConditionDesk = (deps: {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'search' | 'latest' | 'history'>;
  readonly printer: Pick<PrinterRole, 'status'>;
  readonly uptime: Pick<Uptime, 'days'>;
  readonly book: Pick<StaffBook, 'latest'>;
  readonly kioskId: string;
  readonly version: string;
  /** Milliseconds since the machine began. */
  readonly machineMs: () => number;
  readonly folders: () => readonly string[];
  /** All of the bundle that others know. */
  readonly others: () => Omit<SupportBundle, 'v' | 'madeAt' | 'condition' | 'payments' | 'book'>;
}): ConditionDesk => {
  const { clock, journal } = deps;
  const startedMs = clock.monotonicMs();
  let on = false;
  let bundle: string | null = null;
  let notWritten = false;
  /** Counted once a look: a busy week is thousands of payments. */
  let paper: Condition['paper'] = { left: null, tenthsPerDay: 0, days: null };
  const since = (ms: number): string => new Date(clock.wallMs() - Math.max(0, ms)).toISOString();
  const condition = (): Omit<Condition, 'bundle' | 'notWritten'> => ({
    version: deps.version,
    kioskId: deps.kioskId,
    engineSince: since(clock.monotonicMs() - startedMs),
    machineSince: since(deps.machineMs()),
    paper,
    uptime: [...deps.uptime.days(SHOWN_DAYS)],
  });
  const forecast = (): void => {
    paper = paperForecast(journal.search, deps.printer.status().receiptsLeft, clock.wallMs());
  };
  return {
    show: (wanted) => {
      on = wanted;
      if (on) forecast();
      bundle = null;
      notWritten = false;
    },
    shown: () => (on ? { ...condition(), bundle, notWritten } : null),
    writeBundle: () => {
      forecast();
      const text = bundleText({
        ...deps.others(),
        v: 1,
        madeAt: since(0),
        condition: condition(),
        payments: journal
          .latest(BUNDLE_PAYMENTS)
          .map((payment) => paymentEntry(payment, journal.history(payment.paymentId))),
        book: deps.book.latest(BUNDLE_ACTS).map(bookEntry),
      });
      const name = `khidma-support-${deps.kioskId}-${stampOf(clock.wallMs())}.json.gz`;
      bundle = handOut(deps.folders(), [{ name, bytes: gzipSync(text) }]);
      notWritten = bundle === null;
      return bundle;
    },
  };
};
