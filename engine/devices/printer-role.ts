import { sleep, type Clock } from '../../contract/clock.ts';
import type { PrinterStatus } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type { PrintJob, PrintOutcome, ReceiptPrinter } from '../../drivers/receipt-printer.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';

export type PrinterRole = {
  readonly status: () => PrinterStatus;
  readonly onChange: (listener: () => void) => () => void;
  /** Never queued: without a ready printer it fails at once. */
  readonly print: (job: PrintJob) => Promise<PrintOutcome>;
  readonly stop: () => Promise<void>;
};

const ABSENT: PrinterStatus = { state: 'noDevice', paper: 'unknown', coverOpen: false };

/** Keeps one receipt printer open and watched, and opens it anew after a re-plug. */
export const createPrinterRole = (deps: {
  readonly clock: Clock;
  readonly connect: () => Promise<
    Result<{ readonly printer: ReceiptPrinter; readonly closed: Promise<void> }, OpenProblem>
  >;
  readonly reopenMs: number;
  readonly onBug: (cause: unknown) => void;
}): PrinterRole => {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const listeners = new Set<() => void>();
  let current: ReceiptPrinter | null = null;
  let absent: PrinterStatus = ABSENT;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const opened = await deps.connect();
      if (opened.ok) {
        const { printer, closed } = opened.value;
        const forget = printer.onStatus(changed);
        current = printer;
        changed();
        await Promise.race([closed, stopped]);
        current = null;
        absent = { ...ABSENT, state: 'offline' };
        forget();
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
    status: () => current?.status ?? absent,
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
