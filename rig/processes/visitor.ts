import type { Intent } from '../../contract/engine-api.ts';
import type { KioskView, Screen, ScreenName } from '../../contract/view.ts';
import type { EngineClient } from './engine-client.ts';
import { RigError } from './rig-error.ts';

const PATIENCE_MS = 30_000;

type Waiter = (view: KioskView) => boolean;

/** Somebody at the screen: sees each view as it comes and sends intents, as the page does. */
export class Visitor {
  readonly client: EngineClient;
  #view: KioskView | null = null;
  #waiters = new Set<Waiter>();
  #unsubscribe: () => void = () => undefined;

  constructor(client: EngineClient) {
    this.client = client;
  }

  /** Begins to watch; resolves with the first view. */
  async watch(): Promise<KioskView> {
    const subscription = this.client.api.view.subscribe(undefined, {
      onData: (view) => {
        this.#view = view;
        for (const waiter of [...this.#waiters]) if (waiter(view)) this.#waiters.delete(waiter);
      },
    });
    this.#unsubscribe = () => {
      subscription.unsubscribe();
    };
    return this.until(() => true, 'a first view');
  }

  /** The view as last seen. */
  get view(): KioskView {
    if (!this.#view) throw new RigError('The engine has shown no view yet.');
    return this.#view;
  }

  /** The first view, this one included, for which `holds`; rejects after `patienceMs`, saying what is shown. */
  until(
    holds: (view: KioskView) => boolean,
    what: string,
    patienceMs = PATIENCE_MS,
  ): Promise<KioskView> {
    if (this.#view && holds(this.#view)) return Promise.resolve(this.#view);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = (view) => {
        if (!holds(view)) return false;
        clearTimeout(deadline);
        resolve(view);
        return true;
      };
      const deadline = setTimeout(() => {
        this.#waiters.delete(waiter);
        const shown = JSON.stringify(this.#view?.screen ?? null);
        reject(
          new RigError(`Waited ${patienceMs / 1000} s for ${what}; the screen shows ${shown}`),
        );
      }, patienceMs);
      this.#waiters.add(waiter);
    });
  }

  /** Waits until the screen of that name is shown. Several names: whichever comes first. */
  async screen<Name extends ScreenName>(
    names: Name | readonly Name[],
    patienceMs = PATIENCE_MS,
  ): Promise<Extract<Screen, { name: Name }>> {
    const list: readonly ScreenName[] = typeof names === 'string' ? [names] : names;
    const what = `the screen ${list.join(' or ')}`;
    const view = await this.until(({ screen }) => list.includes(screen.name), what, patienceMs);
    return view.screen as Extract<Screen, { name: Name }>;
  }

  /** Sends one intent; rejects where the engine does not accept it. */
  async do(intent: Intent): Promise<void> {
    const result = await this.client.api.intent.mutate(intent);
    if (result.accepted) return;
    const shown = this.#view?.screen.name ?? 'nothing';
    throw new RigError(`The engine refused ${intent.do} on ${shown}: ${result.problem}`);
  }

  async leave(): Promise<void> {
    this.#unsubscribe();
    await this.client.close();
  }
}
