import { sleep, type Clock } from '../../../contract/clock.ts';
import type { Mishaps } from '../../simulator-kit/mishaps.ts';
import { message, negative, POSITIVE, type Apdu } from './apdu.ts';
import type { CardName } from './cards.ts';
import type { Memory } from './memory.ts';
import { Operation } from './operation.ts';
import { UNREGISTERED, type Registration } from './registered.ts';
import type { Till, TillReply } from './till.ts';

export type MishapName =
  | 'decline'
  | 'wrongPin'
  | 'noReply'
  | 'loseApproval'
  | 'loseReplyAfterApproval'
  | 'abortAfterApproval'
  | 'sendTwice'
  | 'unknownBmp'
  | 'fullPan'
  | 'wrongAmount'
  | 'loseText'
  | 'rebootAtText'
  | 'refuseCommand'
  | 'refuseEndOfDay';

export type Settings = {
  readonly terminalId: string;
  readonly merchantNumber: string;
  /** The one currency it takes, as its BCD digits: 48 is BHD. */
  readonly currency: number;
  /** How long it waits for a card, ms. */
  readonly cardWaitMs: number;
  /** BMP 01's default: how long it waits for the reply to an approval, ms. */
  readonly goodsMs: number;
  /** After `84 9C`, ms. */
  readonly againMs: number;
  readonly seed: number;
  /** Between two steps, ms. */
  paceMs: number;
  autoCard: boolean;
  /** What `06 B0` does to a payment, which no document establishes (ZVT digest §5.9). */
  abortMode: 'untilCard' | 'refuse' | 'ignore';
  /** As status enquiries report it; 0 is ready. */
  status: number;
  /** It insists on giving its receipts as text, however the till registered (ZVT digest §12.1 b). */
  readonly printsThroughTill: boolean;
  /** Asked anything, it says nothing at all (ZVT digest §10, "Locked state"). */
  busy: boolean;
};

const STATUS_ENQUIRY = 0x0501;

export type Handler = (terminal: Terminal, data: Uint8Array) => Promise<void>;

/** The card terminal: who is master, what runs, and the words it has for the till. */
export class Terminal {
  readonly till: Till;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly mishaps: Mishaps<MishapName>;
  readonly settings: Settings;
  registration: Registration = UNREGISTERED;
  operation: Operation | null = null;
  /** A card shown before any payment asked for it. */
  cardInHand: CardName | null = null;
  cardsSeen = 0;
  #handlers: ReadonlyMap<number, Handler>;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: {
    readonly till: Till;
    readonly clock: Clock;
    readonly memory: Memory;
    readonly mishaps: Mishaps<MishapName>;
    readonly settings: Settings;
    readonly handlers: ReadonlyMap<number, Handler>;
  }) {
    this.till = parts.till;
    this.clock = parts.clock;
    this.memory = parts.memory;
    this.mishaps = parts.mishaps;
    this.settings = parts.settings;
    this.#handlers = parts.handlers;
    this.#reverseOpenOnes();
    this.till.onCommand = (apdu) => {
      void this.#take(apdu);
    };
  }

  /** The reply to a command; `failed` where it never got its ACK. */
  reply(apdu: Apdu): Promise<'acked' | 'failed'> {
    return this.till.answer(apdu);
  }

  /** `84 xx`: the command is not taken. */
  async refuse(errorId: number): Promise<void> {
    await this.reply(negative(errorId));
  }

  /** A message of ours and what the till says to it; after a restart nothing of the old operation leaves. */
  say(apdu: Apdu, replyMs?: number): Promise<TillReply> {
    if (this.operation?.isDead() === true) return Promise.resolve({ kind: 'linkFailed' });
    return this.till.say(apdu, replyMs);
  }

  /** `04 FF`, only where the registration asked for it. */
  async show(code: number): Promise<void> {
    if (this.registration.wantsStatus) await this.say(message(0x04ff, code));
  }

  async complete(...data: readonly number[]): Promise<void> {
    await this.say(message(0x060f, ...data));
  }

  async abort(resultCode: number, ...more: readonly number[]): Promise<void> {
    await this.say(message(0x061e, resultCode, ...more));
  }

  pace(): Promise<void> {
    return this.settings.paceMs === 0 ? Promise.resolve() : sleep(this.clock, this.settings.paceMs);
  }

  /** The terminal's local date `MMDD`, with year `YYMMDD`, and time `HHMMSS`. */
  now(): { readonly date: string; readonly fullDate: string; readonly time: string } {
    const when = new Date(this.clock.wallMs());
    const two = (n: number): string => String(n % 100).padStart(2, '0');
    const date = two(when.getMonth() + 1) + two(when.getDate());
    const time = two(when.getHours()) + two(when.getMinutes()) + two(when.getSeconds());
    return { date, fullDate: two(when.getFullYear()) + date, time };
  }

  /** Acknowledges the command and runs `steps` as master; a second operation never starts meanwhile. */
  async operate(steps: (operation: Operation) => Promise<void>): Promise<void> {
    const operation = new Operation();
    this.operation = operation;
    this.#running = (async () => {
      if ((await this.reply(POSITIVE)) === 'acked' && !operation.isDead()) await steps(operation);
    })();
    try {
      await this.#running;
    } finally {
      if (this.operation === operation) this.operation = null;
    }
  }

  /** Power off and on: registration and whatever ran are gone, the memory stays. */
  async reboot(): Promise<void> {
    this.operation?.kill();
    this.till.reset();
    await this.#running;
    this.operation = null;
    this.registration = UNREGISTERED;
    this.cardInHand = null;
    this.#reverseOpenOnes();
  }

  /** What was never acknowledged is taken back at the host (ZVT digest §12.1). */
  #reverseOpenOnes(): void {
    for (const transaction of this.memory.openOnes()) this.memory.reverse(transaction);
  }

  async #take({ command, data }: Apdu): Promise<void> {
    // An operation that ended with the bytes just before this command gets the time to be over.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.settings.busy || this.#isSwallowed(command)) {
      this.till.forgetLastCommand();
      return;
    }
    if (command === 0x06b0) return this.#takeAbort();
    const refusal = command === STATUS_ENQUIRY ? null : this.mishaps.take('refuseCommand');
    if (refusal !== null) return this.refuse(Number(refusal['resultCode'] ?? 0x9c));
    // The terminal is master: the till may send nothing but replies (ZVT digest §3).
    if (this.operation !== null) return this.refuse(0x9c);
    const handler = this.#handlers.get(command);
    return handler === undefined ? this.refuse(0x83) : handler(this, data);
  }

  /** `noReply` spares the heartbeat, which would use it up before the command it is meant for. */
  #isSwallowed(command: number): boolean {
    const armed = this.mishaps.peek('noReply');
    if (armed === null) return false;
    const meant = armed['command'];
    const hit =
      typeof meant === 'string' ? parseInt(meant, 16) === command : command !== STATUS_ENQUIRY;
    return hit && this.mishaps.take('noReply') !== null;
  }

  async #takeAbort(): Promise<void> {
    const { operation, settings } = this;
    if (operation !== null && settings.abortMode === 'ignore') return;
    const possible = settings.abortMode === 'untilCard' && operation?.phase === 'waitingForCard';
    if (operation !== null && !possible) return this.refuse(0x83);
    await this.reply(POSITIVE);
    operation?.askAbort();
  }
}
