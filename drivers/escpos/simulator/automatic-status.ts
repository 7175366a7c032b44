import type { Model } from './models.ts';
import { automaticStatus, isReported, sixBytes, type Sensors } from './status.ts';

const ALL_SIX = 0x0f;
const SIX_BYTES_CODE = 0x1de0;
const ASB_CODE = 0x1d61;

/** What the printer says without being asked, once it was asked to (digest §12, §15). */
export class AutomaticStatus {
  readonly #model: Model;
  readonly #send: (bytes: Uint8Array) => void;
  #mask = 0;
  #last: Uint8Array;

  constructor(model: Model, sensors: Readonly<Sensors>, send: (bytes: Uint8Array) => void) {
    this.#model = model;
    this.#send = send;
    this.#last = this.#frame(sensors);
  }

  /** Whether `code` is this model's command for it. */
  isCommand(code: number): boolean {
    const { unasked } = this.#model;
    return unasked === null ? false : code === (unasked === 'asb' ? ASB_CODE : SIX_BYTES_CODE);
  }

  /** 0: off. An Epson answers at once, the others at the next change. */
  ask(mask: number, sensors: Readonly<Sensors>): void {
    this.#mask = mask;
    if (mask !== 0 && this.#model.unasked === 'asb') this.#send(this.#frame(sensors));
  }

  off(): void {
    this.#mask = 0;
  }

  changed(sensors: Readonly<Sensors>): void {
    const now = this.#frame(sensors);
    const before = this.#last;
    this.#last = now;
    if (this.#model.unasked === 'asb') {
      if (isReported(this.#mask, before, now)) this.#send(now);
    } else if (this.#model.unasked === 'sixBytes' && this.#mask !== 0) {
      const wanted = [...now.subarray(2)].filter((_, i) => (this.#mask & (1 << i)) !== 0);
      const was = [...before.subarray(2)].filter((_, i) => (this.#mask & (1 << i)) !== 0);
      if (wanted.some((byte, i) => byte !== was[i]))
        this.#send(Uint8Array.of(0x10, this.#mask & ALL_SIX, ...wanted));
    }
  }

  repeat(sensors: Readonly<Sensors>): void {
    this.#send(this.#frame(sensors));
  }

  #frame(sensors: Readonly<Sensors>): Uint8Array {
    return this.#model.unasked === 'sixBytes' ? sixBytes(sensors) : automaticStatus(sensors);
  }
}
