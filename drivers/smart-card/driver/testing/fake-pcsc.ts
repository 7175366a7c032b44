import type { PcscCard, PcscClient, PcscModule, PcscReader } from '../pcsc-api.ts';

const PRESENT = 0x20;
const EMPTY = 0x10;
const MUTE = 0x200;

/** A PC/SC service in memory with one reader. */
export class FakePcsc {
  atr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81);
  answer: (command: Uint8Array) => Promise<Uint8Array> = () =>
    Promise.resolve(Uint8Array.of(0x90, 0x00));
  /** Happens between connecting to the card and its answer to reset. */
  meanwhile: () => void = () => undefined;
  connectFails = false;
  startFails = false;
  stopped = false;
  connected = 0;
  #changes = 0;
  readonly #on: Record<string, ((value: never) => void) | undefined> = {};

  readonly #card: PcscCard = {
    state: () => {
      this.meanwhile();
      return Promise.resolve({ atr: this.atr });
    },
    transmit: (command) => this.answer(command),
    disconnect: () => {
      this.connected -= 1;
      return Promise.resolve();
    },
  };
  readonly #reader: PcscReader = {
    name: () => 'Fake Reader 00 00',
    connect: () => {
      if (this.connectFails) return Promise.reject(new Error('SharingViolation'));
      this.connected += 1;
      return Promise.resolve(this.#card);
    },
    on: (event: string, listener: (value: never) => void) => (this.#on[event] = listener),
  };
  readonly #client: PcscClient = {
    on: (event: string, listener: (value: never) => void) => (this.#on[event] = listener),
    start: () => {
      if (this.startFails) throw new Error('NoService');
    },
    stop: () => {
      this.stopped = true;
    },
  };

  readonly load = (): Promise<PcscModule> => {
    const client = this.#client;
    return Promise.resolve({
      Client: function () {
        return client;
      } as unknown as PcscModule['Client'],
    });
  };

  #emit(event: string, value: unknown): void {
    this.#on[event]?.(value as never);
  }
  attach(): void {
    this.#emit('reader', this.#reader);
  }
  detach(): void {
    this.#emit('disconnect', undefined);
  }
  fail(): void {
    this.#emit('error', new Error('NoService'));
  }
  /** The same slot again: another flag of it changed. */
  repeat(flags: number): void {
    this.#emit('change', { raw: (this.#changes << 16) | flags });
  }
  insert(): void {
    this.#changes += 1;
    this.repeat(PRESENT);
  }
  insertWronglyTurned(): void {
    this.#changes += 1;
    this.repeat(PRESENT | MUTE);
  }
  remove(): void {
    this.#changes += 1;
    this.repeat(EMPTY);
  }
}
