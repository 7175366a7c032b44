import { sleep, type Clock } from '../../../contract/clock.ts';
import type { Outlet } from './outlet.ts';
import type { Pieces } from './pieces.ts';
import { linesOf, isCut, leavesMark } from './paper-use.ts';
import { QR_DEFAULTS, type QrSettings } from './qr.ts';
import { queuedAnswer } from './queued-answers.ts';
import { RealtimeMatcher, type RealtimeCommand } from './realtime.ts';
import {
  automaticStatus,
  HEALTHY,
  isOffline,
  isReported,
  realtimeStatus,
  type Sensors,
} from './status.ts';
import { readToken, type Token } from './tokenizer.ts';

/** A fault that strikes when so many more bytes have been executed. */
export type PendingFault = { readonly kind: 'paperOut' | 'coverOpen'; bytesLeft: number };

const CLEARED = Uint8Array.of(0x37, 0x25, 0x00);
const INITIALISE = 0x1b40;
const AUTOMATIC_STATUS = 0x1d61;

/** The printer: receive buffer, execution, sensors, status. What it prints goes to `pieces`. */
export class VirtualPrinter {
  readonly sensors: Sensors = { ...HEALTHY };
  readonly outlet: Outlet;
  readonly pieces: Pieces;
  /** Per printed line, ms; 0 prints at once. */
  paceMs: number;
  pendingFaults: readonly PendingFault[] = [];
  /** The faults that still hold physically, so that recovery commands cannot help. */
  jamHolds = false;
  supplyFails = false;
  /** Incoming bytes still to be lost, as on an overrun. */
  dropBytes = 0;
  #clock: Clock;
  #matcher = new RealtimeMatcher();
  #buffer = new Uint8Array();
  #mask = 0;
  #lastStatus = automaticStatus(HEALTHY);
  #qr: QrSettings = { ...QR_DEFAULTS };
  #running = false;
  /** Grows with every clear: what was under way before it is void. */
  #epoch = 0;

  constructor(parts: {
    readonly outlet: Outlet;
    readonly pieces: Pieces;
    readonly clock: Clock;
    readonly paceMs: number;
  }) {
    this.outlet = parts.outlet;
    this.pieces = parts.pieces;
    this.#clock = parts.clock;
    this.paceMs = parts.paceMs;
  }

  isOffline(): boolean {
    return isOffline(this.sensors);
  }

  /** Bytes received and not executed. */
  get waiting(): number {
    return this.#buffer.length;
  }

  /** Bytes from the wire. Real-time commands act at once, also inside data and while offline. */
  receive(bytes: Uint8Array): void {
    const lost = Math.min(this.dropBytes, bytes.length);
    this.dropBytes -= lost;
    let from = lost;
    for (let i = lost; i < bytes.length; i++) {
      const command = this.#matcher.take(bytes[i] ?? 0);
      if (command === null) continue;
      this.#keep(bytes.subarray(from, i + 1));
      from = i + 1;
      this.#actAtOnce(command);
    }
    this.#keep(bytes.subarray(from));
    this.#work();
  }

  /** Changes what the sensors see, tells it where asked to, and goes on if that made it ready. */
  sense(change: Partial<Sensors>): void {
    Object.assign(this.sensors, change);
    const now = automaticStatus(this.sensors);
    const tell = isReported(this.#mask, this.#lastStatus, now);
    this.#lastStatus = now;
    if (tell) this.outlet.send(now);
    this.#work();
  }

  /** Lets a fault strike after `bytes` more executed bytes; 0 is now. */
  failAfter(kind: PendingFault['kind'], bytes: number): void {
    this.pendingFaults = [...this.pendingFaults, { kind, bytesLeft: bytes }];
    if (bytes === 0) this.#count(0);
  }

  /** Off and on: buffers and settings are gone, sensors show what is there. */
  powerCycle(): void {
    this.#discard();
    this.#mask = 0;
    this.#qr = { ...QR_DEFAULTS };
    this.sense({
      cutterJam: this.jamHolds,
      unrecoverable: this.supplyFails,
      openedWhilePrinting: false,
    });
  }

  /** Repeats the automatic status without a reason. */
  repeatStatus(): void {
    this.outlet.send(automaticStatus(this.sensors));
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const joined = new Uint8Array(this.#buffer.length + bytes.length);
    joined.set(this.#buffer);
    joined.set(bytes, this.#buffer.length);
    this.#buffer = joined;
  }

  #actAtOnce(command: RealtimeCommand): void {
    switch (command.kind) {
      case 'status':
        this.outlet.send(Uint8Array.of(realtimeStatus(command.n, this.sensors)));
        return;
      case 'recover':
        if (!this.sensors.cutterJam || this.jamHolds) return;
        if (command.n === 2) this.#discard();
        this.sense({ cutterJam: false });
        return;
      case 'clear':
        this.#discard();
        this.outlet.send(CLEARED);
        this.sense({ cutterJam: this.jamHolds });
        return;
      case 'other':
        return;
    }
  }

  #discard(): void {
    this.#epoch += 1;
    this.#buffer = new Uint8Array();
    this.pieces.discarded();
  }

  #work(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#executeAll().then(() => {
      this.#running = false;
      if (!this.isOffline() && this.#next() !== null) this.#work();
    });
  }

  #next(): Token | null {
    return readToken(this.#buffer, 0);
  }

  async #executeAll(): Promise<void> {
    for (let token = this.#next(); token !== null && !this.isOffline(); token = this.#next()) {
      const due = this.#faultWithin(token);
      const now = due !== null && token.kind === 'text' ? cutText(token, due.bytesLeft) : token;
      const epoch = this.#epoch;
      const wait = this.paceMs * linesOf(now);
      if (wait > 0) await sleep(this.#clock, wait);
      if (epoch !== this.#epoch) continue;
      // The cover went up or the paper ran out while this was moving: it comes when all is well again.
      if (this.isOffline()) return;
      this.#buffer = this.#buffer.slice(now.bytes.length);
      this.#execute(now);
      this.#count(now.bytes.length);
    }
  }

  #execute(token: Token): void {
    if (token.kind === 'realtime') return;
    this.pieces.print(token.bytes, leavesMark(token));
    if (isCut(token)) this.pieces.cut();
    if (token.code === INITIALISE) {
      this.#mask = 0;
      this.#qr = { ...QR_DEFAULTS };
    }
    if (token.code === AUTOMATIC_STATUS) {
      this.#mask = token.bytes[2] ?? 0;
      if (this.#mask !== 0) this.outlet.send(automaticStatus(this.sensors));
    }
    const answer = queuedAnswer(token, this.sensors, this.#qr);
    if (answer !== null) this.outlet.send(answer);
  }

  #faultWithin(token: Token): PendingFault | null {
    return this.pendingFaults.find(({ bytesLeft }) => bytesLeft < token.bytes.length) ?? null;
  }

  /** Counts executed bytes; a fault due within a command strikes right behind it. */
  #count(bytes: number): void {
    for (const fault of this.pendingFaults) fault.bytesLeft -= bytes;
    const due = this.pendingFaults.filter(({ bytesLeft }) => bytesLeft <= 0);
    this.pendingFaults = this.pendingFaults.filter(({ bytesLeft }) => bytesLeft > 0);
    for (const { kind } of due)
      this.sense(
        kind === 'paperOut' ? { paper: 'out' } : { coverOpen: true, openedWhilePrinting: true },
      );
  }
}

/** The part of a text that is still printed before a fault strikes. */
const cutText = (token: Token, bytes: number): Token => ({
  ...token,
  bytes: token.bytes.slice(0, Math.max(1, bytes)),
});
