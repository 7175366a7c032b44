import { spawn, type ChildProcess } from 'node:child_process';
import { sendControl } from './control-client.ts';

/** A simulator running as a process of its own, until `stop` or `kill`. */
export class SimulatorProcess {
  readonly child: ChildProcess;
  readonly #control: string;
  readonly exited: Promise<number | null>;

  private constructor(child: ChildProcess, control: string) {
    this.child = child;
    this.#control = control;
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** Resolves once it has said that it is ready; throws with its complaint where it ends before. */
  static start(main: string, args: readonly string[], control: string): Promise<SimulatorProcess> {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const running = new SimulatorProcess(child, control);
    return new Promise((resolve, reject) => {
      let said = '';
      let complaint = '';
      child.stderr.on('data', (chunk: Buffer) => {
        complaint += chunk.toString('utf8');
      });
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (said.includes('"ready":true')) resolve(running);
      });
      child.once('error', reject);
      child.once('close', () => reject(new Error(complaint)));
    });
  }

  /** Sends a control request; throws where it is refused. */
  async control(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const reply = await sendControl(this.#control, request);
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.detail}`);
    return reply.value;
  }

  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
