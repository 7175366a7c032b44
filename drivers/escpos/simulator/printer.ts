import { sleep, type Clock } from '../../../contract/clock.ts';
import { AutomaticStatus } from './automatic-status.ts';
import type { Model } from './models.ts';
import type { Outlet } from './outlet.ts';
import type { Pieces } from './pieces.ts';
import { linesOf, isCut, leavesMark } from './paper-use.ts';
import { Presenter } from './presenter.ts';
import { QR_DEFAULTS, type QrSettings } from './qr.ts';
import { queuedAnswer } from './queued-answers.ts';
import { RealtimeMatcher, type RealtimeCommand } from './realtime.ts';
import { HEALTHY, isOffline, realtimeStatus, sixBytes, type Sensors } from './status.ts';
import { readToken, type Token } from './tokenizer.ts';

/** A fault that strikes when so many more bytes have been executed. */
export type PendingFault = { readonly kind: 'paperOut' | 'coverOpen' | 'jam'; bytesLeft: number };

const CLEARED = Uint8Array.of(0x37, 0x25, 0x00);
const INITIALISE = 0x1b40;
const FENCE = 0x1d2848;
const PRESENT = 0x1d65;

/** The printer: receive buffer, execution, sensors, status. What it prints goes to `pieces`. */
export class VirtualPrinter {
  readonly sensors: Sensors = { ...HEALTHY };
  readonly outlet: Outlet;
  readonly pieces: Pieces;
  readonly model: Model;
  readonly presenter: Presenter | null;
  /** Per printed line, ms; 0 prints at once. */
  paceMs: number;
  pendingFaults: readonly PendingFault[] = [];
  /** The faults that still hold physically, so that recovery commands cannot help. */
  jamHolds = false;
  supplyFails = false;
  paperStuck = false;
  /** The blade sticks at the next cut. */
  jamsAtCut = false;
  /** Paper end loses what waits, as in some clones (digest §14). */
  losesRest = false;
  /** Every status question gets "all well" (digest §17). */
  constantAnswers = false;
  /** Commands that this model does not know, which come out as text. */
  strays = 0;
  /** Bytes carried out since it was started. */
  executed = 0;
  /** Incoming bytes still to be lost, as on an overrun. */
  dropBytes = 0;
  #clock: Clock;
  #matcher = new RealtimeMatcher();
  #buffer = new Uint8Array();
  #automatic: AutomaticStatus;
  #qr: QrSettings = { ...QR_DEFAULTS };
  #running = false;
  /** Grows with every clear: what was under way before it is void. */
  #epoch = 0;

  constructor(parts: {
    readonly outlet: Outlet;
    readonly pieces: Pieces;
    readonly clock: Clock;
    readonly paceMs: number;
    readonly model: Model;
  }) {
    this.outlet = parts.outlet;
    this.pieces = parts.pieces;
    this.model = parts.model;
    this.#automatic = new AutomaticStatus(parts.model, HEALTHY, (bytes) => {
      parts.outlet.send(bytes);
    });
    this.presenter = parts.model.presenter
      ? new Presenter(parts.pieces, (change) => {
          this.sense(change);
        })
      : null;
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
    if (change.paper === 'out' && this.losesRest) this.#discard();
    this.#automatic.changed(this.sensors);
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
    this.pieces.memory.powerOff();
    this.#automatic.off();
    this.#qr = { ...QR_DEFAULTS };
    this.sense({
      cutterJam: this.jamHolds,
      jam: this.paperStuck,
      unrecoverable: this.supplyFails,
      openedWhilePrinting: false,
    });
  }

  /** Repeats the automatic status without a reason. */
  repeatStatus(): void {
    this.#automatic.repeat(this.sensors);
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
        this.#answer(command.n);
        return;
      case 'recover':
        if (!this.model.recovers || this.jamHolds || this.paperStuck) return;
        if (!this.sensors.cutterJam && !this.sensors.jam) return;
        if (command.n === 2) this.#discard();
        this.sense({ cutterJam: false, jam: false });
        return;
      case 'clear':
        if (!this.model.clears) return;
        this.#discard();
        this.outlet.send(CLEARED);
        this.sense({ cutterJam: this.jamHolds, jam: this.paperStuck });
        return;
      case 'other':
        return;
    }
  }

  #answer(n: number): void {
    const six = n === 0x14;
    if (six !== (this.model.asked === 'sixBytes')) return;
    const sensors = this.constantAnswers ? HEALTHY : this.sensors;
    this.outlet.send(six ? sixBytes(sensors) : Uint8Array.of(realtimeStatus(n, sensors)));
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
      if (this.jamsAtCut && isCut(now)) {
        this.jamsAtCut = false;
        this.jamHolds = true;
        this.sense({ cutterJam: true });
        return;
      }
      this.#buffer = this.#buffer.slice(now.bytes.length);
      this.executed += now.bytes.length;
      this.#execute(now);
      this.#count(now.bytes.length);
    }
  }

  #execute(token: Token): void {
    if (token.kind === 'realtime') return;
    const stray = token.code === FENCE && !this.model.fence;
    if (stray) this.strays += 1;
    this.pieces.print(token.bytes, leavesMark(token) || stray);
    this.pieces.memory.take(token);
    if (isCut(token)) {
      const piece = this.pieces.cut();
      if (piece !== null) this.presenter?.hold(piece);
    }
    if (token.code === PRESENT) this.presenter?.take(token.bytes[2] ?? 0);
    if (token.code === INITIALISE) {
      if (this.model.unasked === 'asb') this.#automatic.off();
      this.#qr = { ...QR_DEFAULTS };
    }
    if (this.#automatic.isCommand(token.code)) {
      this.#automatic.ask(token.bytes[2] ?? 0, this.sensors);
    }
    if (stray) return;
    const answer = queuedAnswer(token, this.sensors, this.#qr, this.pieces.memory);
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
    for (const { kind } of due) this.#strike(kind);
  }

  #strike(kind: PendingFault['kind']): void {
    if (kind === 'jam') this.paperStuck = true;
    this.sense(
      {
        paperOut: { paper: 'out' } as const,
        coverOpen: { coverOpen: true, openedWhilePrinting: true },
        jam: { jam: true },
      }[kind],
    );
  }
}

/** The part of a text that is still printed before a fault strikes. */
const cutText = (token: Token, bytes: number): Token => ({
  ...token,
  bytes: token.bytes.slice(0, Math.max(1, bytes)),
});
