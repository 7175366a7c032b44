import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatorProcess } from '../../simulator-kit/spawn-simulator.ts';
import { openSerial } from '../serial.ts';
import type { ByteTransport } from '../transport.ts';

/** A simulator, as a process of its own, on the far end of a real serial line. */
export class SimulatedLine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'line-'));
  readonly path = join(this.#folder, 'port');
  #running: SimulatorProcess | null = null;

  async start(main: URL, ...more: readonly string[]): Promise<void> {
    const control = join(this.#folder, 'control');
    const wire = ['--link', this.path, '--control', control];
    this.#running = await SimulatorProcess.start(main.pathname, [...wire, ...more], control);
  }

  control(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    if (this.#running === null) throw new Error('not started');
    return this.#running.control(request);
  }

  async open(): Promise<ByteTransport> {
    const opened = await openSerial({ path: this.path, baudRate: 115_200 })();
    if (!opened.ok) throw new Error(opened.error.detail);
    return opened.value;
  }

  async end(): Promise<void> {
    await this.#running?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What a listener hears, to be waited for. */
export class Heard<T> {
  readonly all: T[] = [];
  #wake: () => void = () => undefined;

  readonly listen = (value: T): void => {
    this.all.push(value);
    this.#wake();
  };

  /** Resolves with the first that `wanted` accepts, heard already or to come. */
  async until(wanted: (value: T) => boolean): Promise<T> {
    for (;;) {
      const found = this.all.find(wanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
