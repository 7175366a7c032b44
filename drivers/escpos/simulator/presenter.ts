import type { Pieces } from './pieces.ts';
import type { Sensors } from './status.ts';

/** `GS e n` (digest §15). */
const RETRACT = 2;
const PRESENT = 3;
const EJECT = 5;

/** The way from the blade to the customer's hand: holds the cut ticket, hands it out, takes it back. */
export class Presenter {
  /** In the set-up of the printer retracting can be forbidden: then the command does nothing. */
  retracts = true;
  readonly #pieces: Pieces;
  readonly #sense: (change: Partial<Sensors>) => void;
  #inside: number | null = null;
  #mouth: number | null = null;

  constructor(pieces: Pieces, sense: (change: Partial<Sensors>) => void) {
    this.#pieces = pieces;
    this.#sense = sense;
  }

  /** A cut piece moves in; what was there falls out in front. */
  hold(piece: number): void {
    this.#end('ejected');
    this.#inside = piece;
    this.#pieces.mark(piece, 'inside');
  }

  take(command: number): void {
    if (command === PRESENT) this.#present();
    if (command === RETRACT && this.retracts) this.#end('retracted');
    if (command === EJECT) this.#end('ejected');
  }

  /** Somebody pulls it out; false where nothing stands in the mouth. */
  taken(): boolean {
    if (this.#mouth === null) return false;
    this.#end('taken');
    return true;
  }

  #present(): void {
    if (this.#inside === null) return;
    this.#mouth = this.#inside;
    this.#inside = null;
    this.#pieces.mark(this.#mouth, 'presented');
    this.#sense({ motor: true });
    this.#sense({ ticketAtMouth: true });
    this.#sense({ motor: false });
  }

  #end(how: 'taken' | 'retracted' | 'ejected'): void {
    const piece = this.#mouth ?? this.#inside;
    if (piece === null) return;
    this.#mouth = null;
    this.#inside = null;
    this.#pieces.mark(piece, how);
    this.#sense({ ticketAtMouth: false });
  }
}
