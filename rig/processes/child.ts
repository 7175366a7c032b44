import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import { boundCommand } from './bound-command.ts';

export type ChildPlan = {
  /** As a person would call it: `central`, `card terminal`. */
  readonly name: string;
  /** The program and its arguments; the program is a `.ts` file run by this Node. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Its stdout and stderr, appended. */
  readonly logFile: string;
  readonly readyWithinMs?: number;
};

export type ChildProblem = {
  readonly code: 'notReady' | 'ended';
  readonly name: string;
  readonly exitCode: number | null;
  /** What happened and the end of its log, for a person. */
  readonly detail: string;
};

export type Ready = Readonly<Record<string, unknown>>;

const READY_MS = 30_000;
const TERM_MS = 8_000;
const TAIL_LINES = 15;
const MOST_LOG_BYTES = 10_000_000;

/** A running program of ours. It ends when this process does, whatever ends it. */
export class Child {
  readonly name: string;
  readonly pid: number;
  /** What its ready line said. */
  readonly ready: Ready;
  /** Resolves when it is gone, with its exit code, or null after a signal. */
  readonly gone: Promise<number | null>;
  #isGone = false;

  constructor(name: string, process: ChildProcess, ready: Ready, gone: Promise<number | null>) {
    this.name = name;
    this.pid = process.pid ?? 0;
    this.ready = ready;
    this.gone = gone;
    void gone.then(() => {
      this.#isGone = true;
    });
  }

  get running(): boolean {
    return !this.#isGone;
  }

  /** SIGTERM, then after 8 s SIGKILL for it and all it started. */
  async stop(): Promise<void> {
    this.#signal(this.pid, 'SIGTERM');
    const hard = setTimeout(() => {
      this.#signal(-this.pid, 'SIGKILL');
    }, TERM_MS);
    await this.gone;
    clearTimeout(hard);
  }

  /** SIGKILL for this process alone: a power cut in miniature. */
  async kill(): Promise<void> {
    this.#signal(this.pid, 'SIGKILL');
    await this.gone;
  }

  #signal(pid: number, signal: NodeJS.Signals): void {
    if (this.running) process.kill(pid, signal);
  }
}

const openLog = (path: string): number => {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_LOG_BYTES) {
    renameSync(path, `${path}.old`);
  }
  return openSync(path, 'a', 0o600);
};

const tailOf = (path: string): string =>
  readFileSync(path, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');

/** The ready line's content, or null for any other line. */
const readReady = (line: string): Ready | null => {
  if (!line.startsWith('{')) return null;
  try {
    const said = JSON.parse(line) as Record<string, unknown>;
    return said['ready'] === true ? said : null;
  } catch {
    return null;
  }
};

/** Starts a program and waits for its ready line; a program that ends or stays silent is a problem. */
export const startChild = (plan: ChildPlan): Promise<Result<Child, ChildProblem>> => {
  const log = openLog(plan.logFile);
  const [command, args] = boundCommand([process.execPath, plan.program, ...(plan.args ?? [])]);
  const child = spawn(command, args, {
    // A group of its own: Ctrl-C reaches only us, and we stop everything in order.
    detached: true,
    stdio: ['ignore', 'pipe', log],
    env: { ...process.env, ...plan.env },
  });
  const gone = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  return new Promise((resolve) => {
    let line = '';
    let ready = false;
    let late = false;
    const problem = (code: ChildProblem['code'], what: string, exitCode: number | null): void => {
      const detail = `${plan.name} ${what}.\n${tailOf(plan.logFile)}\n(${plan.logFile})`;
      resolve(fail({ code, name: plan.name, exitCode, detail }));
    };
    const wait = plan.readyWithinMs ?? READY_MS;
    const deadline = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, wait);
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (text: string) => {
      writeSync(log, text);
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      const said = ready ? null : lines.map(readReady).find((each) => each !== null);
      if (!said) return;
      ready = true;
      clearTimeout(deadline);
      resolve(ok(new Child(plan.name, child, said, gone)));
    });
    child.once('error', (error) =>
      problem('ended', `could not be started: ${error.message}`, null),
    );
    child.once('close', (code) => {
      clearTimeout(deadline);
      closeSync(log);
      if (ready) return;
      if (late) problem('notReady', `was not ready within ${wait / 1000} s`, null);
      else problem('ended', `ended before it was ready (exit code ${String(code)})`, code);
    });
  });
};
