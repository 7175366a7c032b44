import { sleep, type Clock } from '../../contract/clock.ts';
import { startChild, type Child, type ChildPlan } from './child.ts';
import { RigError } from './rig-error.ts';

export type Supervision = {
  /** Rest before a dead engine is started again. */
  readonly cooldownMs: number;
  /** So many restarts within the window, then it stays down. */
  readonly most: number;
  readonly windowMs: number;
};

export const SUPERVISED: Supervision = { cooldownMs: 1_000, most: 5, windowMs: 600_000 };

export type KeeperParts = {
  readonly plan: (env: Readonly<Record<string, string>>) => ChildPlan;
  readonly clock: Clock;
  /** Absent: a dead engine stays dead until it is started by hand. */
  readonly supervision: Supervision | undefined;
  /** Sentences for the person at the keyboard. */
  readonly say: (sentence: string) => void;
};

/** Holds the one engine: starts, stops and kills it, and brings it back where it is supervised. */
export class EngineKeeper {
  readonly #parts: KeeperParts;
  readonly #stopping = new AbortController();
  readonly #givenUp = Promise.withResolvers<string>();
  #child: Child | null = null;
  #env: Readonly<Record<string, string>> = {};
  #restarts: number[] = [];

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Resolves with a sentence once the engine will not be brought back any more. */
  get givenUp(): Promise<string> {
    return this.#givenUp.promise;
  }

  get child(): Child | null {
    return this.#child?.running === true ? this.#child : null;
  }

  /** Starts it with `env` added, which later restarts keep. Rejects with `RigError`. */
  async start(env: Readonly<Record<string, string>> = this.#env): Promise<Child> {
    if (this.child) throw new RigError(`The engine runs already (process ${this.child.pid}).`);
    this.#env = env;
    const started = await startChild(this.#parts.plan(env));
    if (!started.ok) throw new RigError(started.error.detail, started.error.exitCode ?? 1);
    const child = started.value;
    if (this.#isClosed()) {
      await child.stop();
      throw new RigError('The rig stops.');
    }
    this.#child = child;
    void child.gone.then((exitCode) => this.#onGone(child, exitCode));
    return child;
  }

  /** SIGTERM, and no bringing back. */
  async stop(): Promise<void> {
    await this.#release()?.stop();
  }

  /** SIGKILL, and no bringing back. */
  async kill(): Promise<void> {
    await this.#release()?.kill();
  }

  /** Ends all bringing back for good. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.stop();
  }

  #isClosed(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Its end is now expected. */
  #release(): Child | null {
    const child = this.child;
    this.#child = null;
    return child;
  }

  async #onGone(child: Child, exitCode: number | null): Promise<void> {
    const { supervision, clock, say } = this.#parts;
    if (this.#child !== child || !supervision) return;
    const how = exitCode === null ? 'was killed' : `ended with exit code ${exitCode}`;
    this.#child = null;
    while (!this.#isClosed()) {
      const since = clock.monotonicMs() - supervision.windowMs;
      this.#restarts = this.#restarts.filter((at) => at > since);
      if (this.#restarts.length >= supervision.most) {
        const sentence = `The engine ${how}, and was restarted ${supervision.most} times already: it stays down. Its log says why.`;
        say(sentence);
        this.#givenUp.resolve(sentence);
        return;
      }
      this.#restarts.push(clock.monotonicMs());
      say(`The engine ${how}; it is started again in ${supervision.cooldownMs} ms.`);
      await sleep(clock, supervision.cooldownMs, this.#stopping.signal);
      if (this.#isClosed() || this.child) return;
      const again = await this.start().catch((error: unknown) => error);
      if (!(again instanceof Error)) {
        say(`The engine is back (process ${(again as Child).pid}).`);
        return;
      }
    }
  }
}
