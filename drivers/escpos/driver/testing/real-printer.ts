/** The real driver on a simulated printer in a process of its own, over a real pseudo-terminal. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../../contract/clock.ts';
import { SimulatorProcess } from '../../../simulator-kit/spawn-simulator.ts';
import type { FedPaper, PrinterCondition } from '../../../receipt-printer.ts';
import { openSerial } from '../../../transport/serial.ts';
import type { ByteTransport } from '../../../transport/transport.ts';
import { profileNamed, type ProfileName } from '../../profiles/named.ts';
import type { PrinterProfile } from '../../profiles/profile.ts';
import { createEscposPrinter, type EscposPrinter } from '../printer.ts';

const MAIN = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

export type Model = 'epson' | 'custom' | 'star' | 'clone';
type Piece = {
  readonly complete: boolean;
  readonly ticket: 'inside' | 'presented' | 'taken' | 'retracted' | 'ejected' | undefined;
  /** What it says, commands left in. */
  readonly content: string;
};
type Options = {
  readonly hangingPaper?: boolean;
  readonly takeMs?: number;
  readonly profile?: Partial<PrinterProfile>;
};

export class RealPrinter {
  readonly folder: string;
  readonly #link: string;
  readonly #simulator: SimulatorProcess;
  readonly #profile: ProfileName;
  readonly fed: FedPaper[] = [];
  #open: { readonly printer: EscposPrinter; readonly transport: ByteTransport } | null = null;

  private constructor(folder: string, simulator: SimulatorProcess, profile: ProfileName) {
    this.folder = folder;
    this.#link = join(folder, 'port');
    this.#simulator = simulator;
    this.#profile = profile;
  }

  /** Ready: the driver has heard the printer. `pace`: ms a line. */
  static async start(
    model: Model,
    profile: ProfileName,
    options: Options = {},
    pace = 0,
  ): Promise<RealPrinter> {
    const folder = mkdtempSync(join(tmpdir(), 'printer-'));
    const control = join(folder, 'control');
    const simulator = await SimulatorProcess.start(
      MAIN,
      [
        ...['--link', join(folder, 'port'), '--control', control, '--out', folder],
        ...['--pace', String(pace), '--model', model],
      ],
      control,
    );
    const real = new RealPrinter(folder, simulator, profile);
    await real.connect(options);
    await real.until(({ state }) => state === 'online');
    return real;
  }

  get printer(): EscposPrinter {
    if (this.#open === null) throw new Error('not connected');
    return this.#open.printer;
  }

  async connect(options: Options = {}): Promise<void> {
    const opened = await openSerial({ path: this.#link, baudRate: 115_200, stopBits: 1 })();
    if (!opened.ok) throw new Error(opened.error.detail);
    const { profile, ...rest } = options;
    const printer = createEscposPrinter({
      transport: opened.value,
      clock: systemClock,
      // Time limits come from the paper's speed; a simulated one is as fast as it is told to be.
      profile: { ...profileNamed(this.#profile), slowestMmPerSecond: 1_000, ...profile },
      heartbeatMs: 60,
      ...rest,
    });
    printer.onPaperFed((fed) => this.fed.push(fed));
    this.#open = { printer, transport: opened.value };
  }

  /** Until the printer's status is as asked for. */
  async until(wanted: (status: PrinterCondition) => boolean): Promise<PrinterCondition> {
    const { printer } = this;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!wanted(printer.status)) return;
        stop();
        resolve();
      };
      const stop = printer.onStatus(look);
      look();
    });
    return printer.status;
  }

  do(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    return this.#simulator.control(request);
  }

  /** Asks the simulator until it says so. */
  async untilState(wanted: (state: Record<string, unknown>) => boolean): Promise<void> {
    while (!wanted(await this.do({ do: 'state' })));
  }

  async pieces(): Promise<readonly Piece[]> {
    const { receipts } = await this.do({ do: 'receipts' });
    return (receipts as (Omit<Piece, 'content'> & { readonly file: string })[]).map((piece) => ({
      complete: piece.complete,
      ticket: piece.ticket,
      content: readFileSync(piece.file, 'latin1'),
    }));
  }

  /** Until so many pieces have come off. */
  async piecesWhen(wanted: (pieces: readonly Piece[]) => boolean): Promise<readonly Piece[]> {
    for (;;) {
      const pieces = await this.pieces();
      if (wanted(pieces)) return pieces;
    }
  }

  async end(): Promise<void> {
    await this.#open?.printer.close();
    await this.#simulator.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
