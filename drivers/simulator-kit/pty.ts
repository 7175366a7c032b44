import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, constants, lstatSync, openSync, rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fail, ok, type Result } from '../../contract/result.ts';

export type PlugProblem = {
  readonly code: 'socatFailed' | 'pathTaken';
  readonly detail: string;
};

type Cable = {
  readonly child: ChildProcess;
  readonly fromNear: Readable;
  readonly toNear: Writable;
  readonly gone: Promise<void>;
  heldSlave: number | null;
};

const START_MS = 5_000;
const END_MS = 2_000;

/**
 * A serial cable: a real pseudo-terminal whose near end is the symbolic link `path`, raw and 8 bit clean.
 *
 * socat carries the bytes between the pty's master and its own stdin and stdout, which are pipes of this
 * process. When this process dies in whatever way, those pipes close and socat ends by itself.
 * The near slave is held open here, so that the other side may close and open it as often as it likes.
 */
export class PseudoTerminal {
  readonly path: string;
  #cable: Cable | null = null;
  #listeners = new Set<(bytes: Uint8Array) => void>();

  constructor(path: string) {
    this.path = path;
  }

  get plugged(): boolean {
    return this.#cable !== null;
  }

  /** Every chunk the near side wrote; the returned function stops listening. */
  onData(listener: (bytes: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Bytes towards the near side; with the cable out they are lost, as on a real cable. */
  write(bytes: Uint8Array): void {
    this.#cable?.toNear.write(bytes);
  }

  /** Makes a new pseudo-terminal at the same path. Plugging in twice is no error. */
  async plug(): Promise<Result<void, PlugProblem>> {
    if (this.#cable !== null) return ok(undefined);
    const found = lstatSync(this.path, { throwIfNoEntry: false });
    if (found !== undefined && !found.isSymbolicLink())
      return fail({ code: 'pathTaken', detail: `${this.path} exists and is no symbolic link` });
    rmSync(this.path, { force: true });

    const child = spawn(
      'socat',
      ['-d', '-d', '-t', '0.1', `PTY,link=${this.path},raw,echo=0`, 'STDIO'],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    const started = await waitUntilCarrying(child);
    if (!started.ok) return started;
    const cable: Cable = {
      child,
      fromNear: child.stdout,
      toNear: child.stdin,
      gone: new Promise((resolve) => child.once('exit', () => resolve())),
      heldSlave: openSync(this.path, constants.O_RDWR | constants.O_NOCTTY),
    };
    cable.fromNear.on('data', (chunk: Buffer) => {
      for (const listener of [...this.#listeners]) listener(new Uint8Array(chunk));
    });
    void cable.gone.then(() => {
      releaseSlave(cable);
      if (this.#cable === cable) this.#cable = null;
    });
    this.#cable = cable;
    return ok(undefined);
  }

  /** Pulls the cable: the link vanishes and an open port on the near side gets its close. */
  async unplug(): Promise<void> {
    const cable = this.#cable;
    if (cable === null) return;
    this.#cable = null;
    rmSync(this.path, { force: true });
    cable.child.kill('SIGTERM');
    const hard = setTimeout(() => cable.child.kill('SIGKILL'), END_MS);
    await cable.gone;
    clearTimeout(hard);
    releaseSlave(cable);
  }
}

const releaseSlave = (cable: Cable): void => {
  if (cable.heldSlave !== null) closeSync(cable.heldSlave);
  cable.heldSlave = null;
};

const waitUntilCarrying = (child: ChildProcess): Promise<Result<void, PlugProblem>> =>
  new Promise((resolve) => {
    let said = '';
    const finish = (result: Result<void, PlugProblem>): void => {
      clearTimeout(timer);
      if (!result.ok) child.kill('SIGKILL');
      resolve(result);
    };
    const broken = (detail: string): void =>
      finish(fail({ code: 'socatFailed', detail: `${detail}: ${said.slice(-400).trim()}` }));
    const timer = setTimeout(() => broken('socat did not start in time'), START_MS);
    child.once('error', (error) => broken(error.message));
    child.once('exit', (code) => broken(`socat ended with ${String(code)}`));
    // A pulled cable breaks these pipes: the bytes are lost, nothing else happens.
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('error', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4_000);
      if (said.includes('starting data transfer loop')) finish(ok(undefined));
    });
  });
