import { sleep, type Clock } from '../../contract/clock.ts';
import type { PrinterStatus } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type {
  PrinterCondition,
  PrintJob,
  PrintOutcome,
  ReceiptPrinter,
} from '../../drivers/receipt-printer.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import {
  paperForecast,
  readPaperRecord,
  withFedPaper,
  withNewRoll,
  withPrinterStatus,
  type PaperForecast,
  type PaperRecord,
} from './paper-left.ts';

export type PrinterRole = {
  readonly status: () => PrinterStatus;
  readonly onChange: (listener: () => void) => () => void;
  /** Never queued: without a ready printer it fails at once. */
  readonly print: (job: PrintJob) => Promise<PrintOutcome>;
  readonly paper: () => PaperForecast;
  /** Somebody put in a whole roll before the old one had ended, which no sensor tells. */
  readonly newRoll: () => void;
  readonly stop: () => Promise<void>;
};

/** The paper's record across restarts. */
export type PaperKeeping = {
  readonly rollMetres: number;
  /** Of the printer's profile. */
  readonly nearEndMetres: number;
  /** What was saved last, or `null`. */
  readonly load: () => string | null;
  readonly save: (record: string) => void;
};

const ABSENT: PrinterCondition = {
  state: 'noDevice',
  paper: 'unknown',
  coverOpen: false,
  media: null,
};
const UNKEPT: PaperKeeping = {
  rollMetres: 80,
  nearEndMetres: 5,
  load: () => null,
  save: () => undefined,
};
const MM_PER_METRE = 1_000;

/** Keeps one receipt printer open and watched, and opens it anew after a re-plug. */
export const createPrinterRole = (deps: {
  readonly clock: Clock;
  readonly connect: () => Promise<
    Result<{ readonly printer: ReceiptPrinter; readonly closed: Promise<void> }, OpenProblem>
  >;
  readonly reopenMs: number;
  readonly onBug: (cause: unknown) => void;
  readonly paper?: PaperKeeping;
}): PrinterRole => {
  const keeping = deps.paper ?? UNKEPT;
  const setup = {
    rollMm: keeping.rollMetres * MM_PER_METRE,
    nearEndMm: keeping.nearEndMetres * MM_PER_METRE,
  };
  let record = readPaperRecord(keeping.load(), deps.clock.wallMs());
  const remember = (next: PaperRecord): void => {
    if (next === record) return;
    record = next;
    keeping.save(JSON.stringify(record));
  };
  const forecast = (): PaperForecast => paperForecast(record, setup, deps.clock.wallMs());
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const listeners = new Set<() => void>();
  let current: ReceiptPrinter | null = null;
  let absent: PrinterCondition = ABSENT;
  const condition = (): PrinterCondition => current?.status ?? absent;
  const changed = (): void => {
    remember(withPrinterStatus(record, condition(), setup, deps.clock.wallMs()));
    for (const listener of listeners) listener();
  };

  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const opened = await deps.connect();
      if (opened.ok) {
        const { printer, closed } = opened.value;
        const forget = printer.onStatus(changed);
        const forgetPaper = printer.onPaperFed((fed) => {
          remember(withFedPaper(record, fed));
          changed();
        });
        current = printer;
        changed();
        await Promise.race([closed, stopped]);
        current = null;
        absent = { ...ABSENT, state: 'offline' };
        forget();
        forgetPaper();
        await printer.close();
        changed();
      } else {
        absent = {
          ...ABSENT,
          state: opened.error.code === 'noSuchDevice' ? 'noDevice' : 'hardwareError',
        };
        changed();
      }
      await sleep(deps.clock, deps.reopenMs, stopping.signal);
    }
  };
  const kept = keep().catch(deps.onBug);

  return {
    status: () => ({ ...condition(), receiptsLeft: forecast().receiptsLeft }),
    paper: forecast,
    newRoll: () => {
      remember(withNewRoll(record, deps.clock.wallMs()));
      changed();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    print: (job) =>
      current === null
        ? Promise.resolve({ status: 'failed', reason: 'notConnected', partial: false })
        : current.print(job),
    stop: async () => {
      stopping.abort();
      await kept;
    },
  };
};
