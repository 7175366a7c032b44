import type { PrintJob, StoredSet } from '../../../receipt-printer.ts';
import { lineFeed, text } from '../../codec/commands.ts';
import { concatBytes } from '../../codec/bytes.ts';
import { epson80mm203dpi } from '../../profiles/epson-80mm-203dpi.ts';
import type { PrinterProfile } from '../../profiles/profile.ts';
import { createEscposPrinter, type EscposPrinter } from '../printer.ts';
import { createScriptedPrinter, type ScriptedPrinter } from './scripted-printer.ts';
import { createSteppingClock, type SteppingClock } from './stepping-clock.ts';

export type Bench = {
  readonly clock: SteppingClock;
  readonly device: ScriptedPrinter;
  readonly printer: EscposPrinter;
};

/** The real driver on a printer in memory, past its first heartbeat. */
export const createBench = async (
  before: (device: ScriptedPrinter) => void = () => undefined,
  hangingPaper = false,
  storedSet: StoredSet | null = null,
  profile: PrinterProfile = epson80mm203dpi,
): Promise<Bench> => {
  const clock = createSteppingClock();
  const device = createScriptedPrinter();
  before(device);
  const printer = createEscposPrinter({
    transport: device.transport,
    clock,
    profile,
    hangingPaper,
    storedSet,
  });
  await clock.pass(1_000);
  return { clock, device, printer };
};

export const RECEIPT: PrintJob = {
  bands: Array.from({ length: 10 }, (_, i) =>
    concatBytes([text(`line ${i} of a receipt for somebody`), lineFeed()]),
  ),
};

export const hexOf = (value: string): string => Buffer.from(value, 'latin1').toString('hex');

/** A receipt whose every line names its owner. */
export const receiptOf = (owner: string): PrintJob => ({
  bands: Array.from({ length: 10 }, (_, i) =>
    concatBytes([text(`line ${i} for ${owner}`), lineFeed()]),
  ),
});
