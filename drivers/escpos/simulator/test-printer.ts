import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RawPort } from '../../simulator-kit/raw-port.ts';
import { SimulatorProcess } from '../../simulator-kit/spawn-simulator.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

type Receipt = { readonly file: string; readonly bytes: number; readonly complete: boolean };

/** A printer process in a folder of its own, with raw bytes on the near end: for tests. */
export class TestPrinter {
  readonly folder = mkdtempSync(join(tmpdir(), 'escpos-'));
  readonly link = join(this.folder, 'port');
  #running: SimulatorProcess | null = null;
  #ports: RawPort[] = [];

  get simulator(): SimulatorProcess {
    if (this.#running === null) throw new Error('not started');
    return this.#running;
  }

  async start(pace = '0', model = 'epson'): Promise<RawPort> {
    const control = join(this.folder, 'control');
    this.#running = await SimulatorProcess.start(
      MAIN,
      [
        ...['--link', this.link, '--control', control, '--out', this.folder],
        ...['--pace', pace, '--model', model],
      ],
      control,
    );
    return this.open();
  }

  async open(): Promise<RawPort> {
    const port = await RawPort.open(this.link);
    this.#ports.push(port);
    return port;
  }

  async receipts(): Promise<readonly (Receipt & { readonly content: string })[]> {
    const { receipts } = await this.simulator.control({ do: 'receipts' });
    return (receipts as Receipt[]).map((receipt) => ({
      ...receipt,
      content: readFileSync(receipt.file, 'latin1'),
    }));
  }

  async end(): Promise<void> {
    for (const port of this.#ports) await port.close();
    await this.#running?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
