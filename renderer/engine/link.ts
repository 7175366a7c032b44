import type { Clock } from '../../contract/clock.ts';
import type { EngineAccess } from '../../contract/engine-api.ts';
import type { KioskView } from '../../contract/view.ts';
import type { Connect, Connection, EndReason } from './connect.ts';

export type LinkState =
  /** No view yet since the page was loaded. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly view: KioskView; readonly connection: Connection }
  /** There was a view; what it said may be old, so it is no longer shown. */
  | { readonly kind: 'lost' }
  /** Another page controls the engine; this one stays quiet until somebody asks it not to. */
  | { readonly kind: 'superseded' };

const FIRST_DELAY_MS = 250;
const MOST_DELAY_MS = 5_000;

/** Milliseconds before attempt number `failures` (1 is the first after a failure). */
export const retryDelayMs = (failures: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10), MOST_DELAY_MS);

const same = (a: EngineAccess, b: EngineAccess | null): boolean =>
  b !== null && a.url === b.url && a.token === b.token;

export interface LinkParts {
  readonly clock: Clock;
  readonly readAccess: () => Promise<EngineAccess | null>;
  readonly connect: Connect;
}

/** Keeps one connection to the engine; a refused token is never offered twice. */
export class EngineLink {
  #state: LinkState = { kind: 'starting' };
  #hadView = false;
  #failures = 0;
  #refused: EngineAccess | null = null;
  #connection: Connection | null = null;
  #cancelRetry: (() => void) | null = null;
  #closed = false;
  readonly #listeners = new Set<() => void>();
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  get state(): LinkState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects, also from `superseded`. Resolves when the first attempt has been made. */
  async open(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#state.kind === 'superseded') this.#become({ kind: 'starting' });
    const access = await this.#parts.readAccess();
    if (this.#closed || this.#connection !== null) return;
    if (access === null || same(access, this.#refused)) {
      this.#retryLater();
      return;
    }
    const connection: Connection = this.#parts.connect(access, {
      onView: (view) => {
        if (this.#connection !== connection) return;
        this.#failures = 0;
        this.#hadView = true;
        this.#become({ kind: 'live', view, connection });
      },
      onEnd: (reason) => {
        if (this.#connection === connection) this.#ended(reason, access);
      },
    });
    this.#connection = connection;
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#connection?.close();
  }

  #ended(reason: EndReason, access: EngineAccess): void {
    this.#connection = null;
    if (this.#closed) return;
    if (reason === 'superseded') {
      this.#become({ kind: 'superseded' });
      return;
    }
    if (reason === 'refused') this.#refused = access;
    if (this.#hadView && this.#state.kind !== 'lost') this.#become({ kind: 'lost' });
    this.#retryLater();
  }

  #retryLater(): void {
    this.#failures += 1;
    this.#cancelRetry = this.#parts.clock.after(retryDelayMs(this.#failures), () => {
      void this.open();
    });
  }

  #become(state: LinkState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
