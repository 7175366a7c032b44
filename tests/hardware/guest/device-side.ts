import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatorProcess } from '../../../drivers/simulator-kit/spawn-simulator.ts';
import type { Gadget } from './gadget.ts';
import { until, within } from './wait.ts';

const ENDING_MS = 10_000;
const MOST_SAID = 4_000;

/**
 * One of the project's simulators inside a USB device: its pseudo-terminal is joined to the device
 * side's end of a gadget function, `/dev/ttyGS0` or `/dev/g_printer0`.
 */
export class DeviceSide {
  readonly simulator: SimulatorProcess;
  readonly #gadget: Gadget;
  readonly #cable: string;
  readonly #node: string;
  #joint: ChildProcess | null = null;

  private constructor(simulator: SimulatorProcess, gadget: Gadget, cable: string, node: string) {
    this.simulator = simulator;
    this.#gadget = gadget;
    this.#cable = cable;
    this.#node = node;
  }

  /** Starts `program`, a bundled simulator; not plugged in yet. */
  static async start(
    program: string,
    args: readonly string[],
    gadget: Gadget,
    node: string,
  ): Promise<DeviceSide> {
    const base = join('/run', program);
    const main = join(import.meta.dirname, `${program}.mjs`);
    const options = ['--link', `${base}.cable`, '--control', `${base}.control`, ...args];
    const starting = SimulatorProcess.start(main, options, `${base}.control`);
    const simulator = await within(`${program} is ready`, starting, 60_000);
    return new DeviceSide(simulator, gadget, `${base}.cable`, node);
  }

  async plug(port: number): Promise<void> {
    await this.simulator.control({ do: 'plug' });
    this.#gadget.plug(port);
    await until(`${this.#node} is there`, () => existsSync(this.#node));
    // Before the machine has configured it, g_printer cannot be opened.
    await until('the device side carries bytes', () => this.#join());
  }

  async #join(): Promise<boolean> {
    const far = this.#node.includes('tty') ? `${this.#node},raw,echo=0` : this.#node;
    const joint = spawn('socat', ['-d', '-d', '-d', `${this.#cable},raw,echo=0`, far], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#joint = joint;
    let said = '';
    return new Promise((resolve) => {
      joint.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-MOST_SAID);
        if (said.includes('starting data transfer loop')) resolve(true);
      });
      joint.once('exit', () => resolve(false));
    });
  }

  /** The cable comes out in the middle of whatever goes on; what the simulator says then is lost. */
  async unplug(): Promise<void> {
    this.#gadget.unplug();
    const joint = this.#joint;
    this.#joint = null;
    const ended = new Promise((resolve) => joint?.once('exit', resolve));
    joint?.kill('SIGKILL');
    await this.simulator.control({ do: 'unplug' });
    if (joint !== null) await within('socat ends', ended, ENDING_MS);
  }
}
