import type { Clock } from '../../../contract/clock.ts';

/** How the printer's words are to be spoilt on their way (digest §14, last line). */
export type OutletFaults = {
  /** Nothing leaves at all. */
  mute: boolean;
  /** Each answer leaves so much later, ms. */
  delayMs: number;
  /** Answers still to be written byte by byte. */
  split: number;
  /** Block data still to be sent with an XOFF and XON inside (digest §1.17). */
  flowBytes: number;
};

const XOFF = 0x13;
const XON = 0x11;

/** The way out of the printer: every status and answer passes here, in order. */
export class Outlet {
  readonly faults: OutletFaults = { mute: false, delayMs: 0, split: 0, flowBytes: 0 };
  #write: (bytes: Uint8Array) => void;
  #clock: Clock;

  constructor(write: (bytes: Uint8Array) => void, clock: Clock) {
    this.#write = write;
    this.#clock = clock;
  }

  send(bytes: Uint8Array): void {
    const { faults } = this;
    if (faults.mute) return;
    let out = bytes;
    if (faults.flowBytes > 0 && bytes.length > 2) {
      faults.flowBytes -= 1;
      out = Uint8Array.of(...bytes.slice(0, 2), XOFF, XON, ...bytes.slice(2));
    }
    const chunks = faults.split > 0 ? [...out].map((byte) => Uint8Array.of(byte)) : [out];
    if (faults.split > 0) faults.split -= 1;
    if (faults.delayMs === 0) for (const chunk of chunks) this.#write(chunk);
    else
      this.#clock.after(faults.delayMs, () => {
        for (const chunk of chunks) this.#write(chunk);
      });
  }
}
