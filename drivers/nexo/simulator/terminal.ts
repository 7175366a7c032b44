import type { Clock } from '../../../contract/clock.ts';
import { failure, type CardName, type Json } from './answers.ts';
import type { Dialogue } from './dialogue.ts';
import type { Memory } from './memory.ts';
import type { NexoMishaps } from './mishaps.ts';
import type { Settings } from './settings.ts';

/** May run beside a payment (digest §1.24). */
const BESIDE = new Set(['Abort', 'TransactionStatus', 'Login']);

/** The body of an answer; `null`: an empty one. */
export type Serve = (
  terminal: Terminal,
  category: string,
  header: Json,
  body: unknown,
) => Promise<Json | null>;

/** The terminal behind its wire: one service at a time, each remembered. */
export class Terminal {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly mishaps: NexoMishaps;
  readonly #serve: Serve;
  dialogue: Dialogue | null = null;
  cardInHand: CardName | null = null;

  constructor(deps: {
    readonly settings: Settings;
    readonly clock: Clock;
    readonly memory: Memory;
    readonly mishaps: NexoMishaps;
    readonly serve: Serve;
  }) {
    this.settings = deps.settings;
    this.clock = deps.clock;
    this.memory = deps.memory;
    this.mishaps = deps.mishaps;
    this.#serve = deps.serve;
    this.#endInterrupted();
  }

  /** Whatever ran when the power went was not approved. */
  #endInterrupted(): void {
    for (const service of this.memory.content.services)
      if (service.state === 'running') {
        service.state = 'done';
        service.answer = { Response: failure(this.settings, 'Aborted') };
      }
  }

  /** The body's members for the answer; `null`: an empty one (digest §1.7). */
  async handle(category: string, header: Json, body: unknown): Promise<Json | null> {
    const { settings, memory } = this;
    const refuse = (condition: string, message: string): Json => ({
      [`${category}Response`]: { Response: failure(settings, condition, message) },
    });
    const serviceId = String(header['ServiceID']);
    if (header['POIID'] !== settings.poiId) return refuse('UnavailableDevice', 'another terminal');
    if (!/^[A-Za-z0-9]{1,10}$/u.test(serviceId)) return refuse('MessageFormat', 'errors=ServiceID');
    if (!memory.useId(serviceId, String(header['SaleID']), this.clock.wallMs()))
      return refuse('NotAllowed', 'ServiceID was used before');
    if (!BESIDE.has(category) && (settings.busy || this.dialogue !== null))
      return refuse('Busy', `busy with ${this.dialogue?.serviceId ?? 'its menu'}`);
    const answer = await this.#serve(this, category, header, body);
    return answer === null ? null : { [`${category}Response`]: answer };
  }

  abort(body: unknown): void {
    const about = (body as { MessageReference?: Json } | undefined)?.MessageReference;
    if (this.mishaps.take('abortIgnored') !== null) return;
    if (this.dialogue?.serviceId === about?.['ServiceID']) this.dialogue?.end('aborted');
  }
}
