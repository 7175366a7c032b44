import type { EngineAccess } from '../contract/engine-api.ts';
import { readEngineAccess, type AccessReading } from './engine-access.ts';
import { log } from './log.ts';

/**
 * The one engine that the loaded document may reach. Its policy is fixed when it loads, so an
 * engine that came back elsewhere means a new document: `onMoved` is asked for it.
 */
export class EngineGate {
  readonly #file: string;
  readonly #onMoved: () => void;
  #documentUrl: string | null = null;
  #lastProblem: string | null = null;

  constructor(file: string, onMoved: () => void) {
    this.#file = file;
    this.#onMoved = onMoved;
  }

  /** The address that the document about to load is bound to. */
  async bindDocument(): Promise<string | null> {
    const reading = await this.#read();
    this.#documentUrl = reading.ok ? reading.access.url : null;
    return this.#documentUrl;
  }

  /** tRPC adds a query to the address (`?connectionParams=1`); everything before it must be the engine's. */
  allows(url: string): boolean {
    return this.#documentUrl !== null && url.split('?', 1)[0] === this.#documentUrl;
  }

  /** For the page: where the engine is, or `null` while nobody knows or a new document is on its way. */
  async access(): Promise<EngineAccess | null> {
    const reading = await this.#read();
    if (!reading.ok) return null;
    if (this.allows(reading.access.url)) return reading.access;
    this.#onMoved();
    return null;
  }

  async #read(): Promise<AccessReading> {
    const reading = await readEngineAccess(this.#file);
    const problem = reading.ok ? null : reading.problem;
    if (problem !== this.#lastProblem) log('engine-access', { problem });
    this.#lastProblem = problem;
    return reading;
  }
}
