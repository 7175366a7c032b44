import type { PrinterStatus } from '../contract/devices.ts';

/**
 * `printed` only where the printer confirmed it, by a fence or the sensor of its presenter; `unknown` where it
 * fell silent after bytes went out, or has no way to confirm anything.
 */
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
      /**
       * True: some of it may be on paper. The rest was discarded, or comes out and is cut off, and in a
       * presenter taken back, before anything of the next person's.
       */
      readonly partial: boolean;
    };

/** A receipt as bands of ESC/POS: status is polled only between bands (digest §1.4). */
export type PrintJob = {
  readonly bands: readonly Uint8Array[];
  /** The same paper in fewer bytes, for a printer that holds the set of that name. */
  readonly short?: { readonly needs: string; readonly bands: readonly Uint8Array[] };
};

/**
 * Characters and pictures that a printer keeps until it is switched off: defined by `bands` after an `ESC @`,
 * and trusted only while the printer lists every one of `keys`.
 */
export type StoredSet = {
  /** Of its content. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly bands: readonly Uint8Array[];
};

/** What the printer itself can tell of its status. */
export type PrinterCondition = Omit<PrinterStatus, 'receiptsLeft'>;

/** Paper that moved: for one whole receipt, or for what was cut off, fed or broke off. */
export type FedPaper = { readonly mm: number; readonly receipt: boolean };

export interface ReceiptPrinter {
  /** The last state the printer itself reported. */
  readonly status: PrinterCondition;
  onStatus(listener: (status: PrinterCondition) => void): () => void;
  /** After each job and each cut, counted from the bytes that went out. */
  onPaperFed(listener: (fed: FedPaper) => void): () => void;
  print(job: PrintJob): Promise<PrintOutcome>;
  close(): Promise<void>;
}
