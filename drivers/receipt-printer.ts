import type { PrinterStatus } from '../contract/devices.ts';

/** `printed` only where the printer confirmed it; `unknown` where it fell silent after bytes went out. */
export type PrintOutcome =
  | { readonly status: 'printed' }
  | {
      readonly status: 'unknown';
      readonly reason: 'noConfirmation' | 'linkLost';
    }
  | {
      readonly status: 'failed';
      readonly reason:
        'notConnected' | 'offline' | 'paperOut' | 'coverOpen' | 'printerError' | 'busy';
      /** True: some of it may be on paper; the rest was discarded and never comes out for the next person. */
      readonly partial: boolean;
    };

/** A receipt as bands of ESC/POS: status is polled only between bands (digest §1.4). */
export type PrintJob = { readonly bands: readonly Uint8Array[] };

export interface ReceiptPrinter {
  /** The last state the printer itself reported. */
  readonly status: PrinterStatus;
  onStatus(listener: (status: PrinterStatus) => void): () => void;
  print(job: PrintJob): Promise<PrintOutcome>;
  close(): Promise<void>;
}
