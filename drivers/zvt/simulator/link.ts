import type { Clock } from '../../../contract/clock.ts';
import { FrameReceiver, frame } from './framing.ts';
import { noFaults, useUp, type Line, type LineFaults } from './line.ts';

const ACK = 0x06;
const NAK = 0x15;
/** One sending and two repeats (ZVT digest §4). */
const SENDINGS = 3;

export type Wire = {
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): () => void;
};

export type LinkTimers = {
  /** Between two bytes of a frame, ms. */
  readonly t1: number;
  /** From a frame to its ACK or NAK, ms. */
  readonly t2: number;
};

type Sending = {
  readonly apdu: Uint8Array;
  left: number;
  cancelT2: () => void;
  finish: (outcome: 'acked' | 'failed') => void;
};

/** The serial layer of the terminal: framing, ACK and NAK, repeats, copies (ZVT digest §1). */
export class SerialLink implements Line {
  readonly faults: LineFaults = noFaults();
  /** Gets each new well-formed APDU after its ACK. */
  onApdu: (apdu: Uint8Array) => void = () => undefined;
  /** Says whether a frame with a right CRC also is an APDU; otherwise it is answered by NAK. */
  isApdu: (apdu: Uint8Array) => boolean = () => true;
  /** Never called: a serial line does not tell who is at its other end. */
  onGone: () => void = () => undefined;
  #wire: Wire;
  #clock: Clock;
  #timers: LinkTimers;
  #receiver = new FrameReceiver();
  #cancelT1: () => void = () => undefined;
  #sending: Sending | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #epoch = 0;
  /** The last frame, until something we sent after it was ACKed: an equal one before that is a copy. */
  #lastFrame: Uint8Array | null = null;

  constructor(wire: Wire, clock: Clock, timers: LinkTimers) {
    this.#wire = wire;
    this.#clock = clock;
    this.#timers = timers;
    wire.onData((bytes) => {
      this.#cancelT1();
      for (const byte of bytes) this.#take(byte);
      this.#watchT1();
    });
  }

  /** Sends one APDU after those before it; `failed` when three sendings brought no ACK. */
  send(apdu: Uint8Array): Promise<'acked' | 'failed'> {
    const epoch = this.#epoch;
    const sent = this.#queue.then(() =>
      epoch === this.#epoch ? this.#sendNow(apdu) : ('failed' as const),
    );
    this.#queue = sent;
    return sent;
  }

  /** Forgets everything under way, as a restart does; what waits to be sent fails. */
  reset(): void {
    this.#epoch += 1;
    this.#cancelT1();
    this.#receiver.reset();
    this.#lastFrame = null;
    this.#finishSending('failed');
  }

  /** A later frame equal to the last one is a new message after all. */
  forgetLastFrame(): void {
    this.#lastFrame = null;
  }

  #sendNow(apdu: Uint8Array): Promise<'acked' | 'failed'> {
    return new Promise((resolve) => {
      this.#sending = { apdu, left: SENDINGS, cancelT2: () => undefined, finish: resolve };
      this.#transmit();
    });
  }

  #transmit(): void {
    const sending = this.#sending;
    if (sending === null) return;
    sending.cancelT2();
    if (sending.left === 0) {
      this.#lastFrame = null;
      this.#finishSending('failed');
      return;
    }
    sending.left -= 1;
    const bytes = frame(sending.apdu);
    if (useUp(this.faults, 'badCrc')) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0x55;
    sending.cancelT2 = this.#clock.after(this.#timers.t2, () => this.#transmit());
    if (useUp(this.faults, 'splitFrames')) this.#writeByteWise(bytes, 0);
    else this.#wire.write(bytes);
  }

  #writeByteWise(bytes: Uint8Array, at: number): void {
    if (at >= bytes.length) return;
    this.#wire.write(bytes.slice(at, at + 1));
    this.#clock.after(1, () => this.#writeByteWise(bytes, at + 1));
  }

  #finishSending(outcome: 'acked' | 'failed'): void {
    const sending = this.#sending;
    this.#sending = null;
    sending?.cancelT2();
    sending?.finish(outcome);
  }

  /** From the last byte that came, where it left a frame unfinished. */
  #watchT1(): void {
    if (!this.#receiver.insideFrame) return;
    this.#cancelT1 = this.#clock.after(this.#timers.t1, () => {
      this.#receiver.reset();
      this.#reply(NAK);
    });
  }

  #take(byte: number): void {
    const received = this.#receiver.take(byte);
    if (received === null) return;
    if (received.kind === 'malformed') this.#reply(NAK);
    else if (received.kind === 'frame') this.#takeFrame(received.apdu);
    else this.#takeLoose(received.byte);
  }

  #takeLoose(byte: number): void {
    if (this.#sending === null) return;
    if (byte === ACK) {
      this.#lastFrame = null;
      this.#finishSending('acked');
    } else if (byte === NAK) this.#transmit();
  }

  #takeFrame(apdu: Uint8Array): void {
    if (useUp(this.faults, 'deafTo')) return;
    if (!this.isApdu(apdu) || useUp(this.faults, 'nakGoodFrames')) {
      this.#reply(NAK);
      return;
    }
    if (!useUp(this.faults, 'loseAcks')) this.#reply(ACK);
    const copy = this.#lastFrame !== null && Buffer.compare(this.#lastFrame, apdu) === 0;
    if (copy) {
      // ZVT digest §1: a copy is not processed; our answer to the first one goes out again.
      if (this.#sending !== null && this.#sending.left > 0) this.#transmit();
      return;
    }
    this.#lastFrame = apdu;
    this.onApdu(apdu);
  }

  #reply(byte: number): void {
    this.#wire.write(Uint8Array.of(byte));
  }
}
