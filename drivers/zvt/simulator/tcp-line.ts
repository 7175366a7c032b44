import type { Clock } from '../../../contract/clock.ts';
import { noFaults, useUp, type Line, type LineFaults } from './line.ts';
import type { TcpCable } from './tcp-cable.ts';

/** Bare APDUs: no frame, no ACK, cut by their length alone (ZVT digest §2). */
export class TcpLine implements Line {
  readonly faults: LineFaults = noFaults();
  onApdu: (apdu: Uint8Array) => void = () => undefined;
  isApdu: (apdu: Uint8Array) => boolean = () => true;
  onGone: () => void = () => undefined;
  #cable: TcpCable;
  #clock: Clock;
  #received: number[] = [];
  #heldBack: number[] = [];

  constructor(cable: TcpCable, clock: Clock) {
    this.#cable = cable;
    this.#clock = clock;
    cable.onData((bytes) => {
      this.#received.push(...bytes);
      this.#cut();
    });
    cable.onGone = () => {
      this.reset();
      this.onGone();
    };
  }

  send(apdu: Uint8Array): Promise<'acked' | 'failed'> {
    if (!this.#cable.connected) return Promise.resolve('failed');
    if (useUp(this.faults, 'joinFrames')) {
      this.#heldBack.push(...apdu);
      return Promise.resolve('acked');
    }
    const bytes = Uint8Array.from([...this.#heldBack, ...apdu]);
    this.#heldBack = [];
    if (!useUp(this.faults, 'splitFrames')) {
      this.#cable.write(bytes);
      return Promise.resolve('acked');
    }
    return new Promise((resolve) => {
      this.#writeByteWise(bytes, 0, () => resolve('acked'));
    });
  }

  reset(): void {
    this.#received = [];
    this.#heldBack = [];
  }

  forgetLastFrame(): void {
    // Every message is a new one here.
  }

  #writeByteWise(bytes: Uint8Array, at: number, done: () => void): void {
    this.#cable.write(bytes.slice(at, at + 1));
    if (at + 1 >= bytes.length) {
      done();
      return;
    }
    this.#clock.after(1, () => this.#writeByteWise(bytes, at + 1, done));
  }

  #cut(): void {
    for (;;) {
      const [, , first, low, high] = this.#received;
      if (first === undefined) return;
      if (first === 0xff && high === undefined) return;
      const size = first === 0xff ? 5 + ((low ?? 0) | ((high ?? 0) << 8)) : 3 + first;
      if (this.#received.length < size) return;
      const apdu = Uint8Array.from(this.#received.splice(0, size));
      if (!useUp(this.faults, 'deafTo') && this.isApdu(apdu)) this.onApdu(apdu);
    }
  }
}
