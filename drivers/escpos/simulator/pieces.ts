import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, replaceFile } from '../../simulator-kit/memory-file.ts';

export type Piece = {
  readonly index: number;
  readonly file: string;
  readonly bytes: number;
  /** A whole job from its first byte to its cut: nothing was discarded, lost or on another roll. */
  readonly complete: boolean;
};

/** The virtual paper: each piece that came off is a file with the exact bytes that made it. */
export class Pieces {
  readonly folder: string;
  #done: Piece[] = [];
  #current: Uint8Array[] = [];
  /** Something is visible on the paper since the last cut; settings alone leave no trace. */
  #marked = false;
  #broken = false;

  constructor(folder: string) {
    this.folder = folder;
    const known = readFileIfThere(join(folder, 'receipts.json'));
    if (known !== null) this.#done = JSON.parse(known) as Piece[];
    else
      for (const name of readdirSync(folder).filter((each) => /^receipt-\d+\.escpos$/u.test(each)))
        throw new Error(`${name} is there, but receipts.json is not`);
  }

  get done(): readonly Piece[] {
    return this.#done;
  }

  /** Bytes on the paper that still hangs in the printer. */
  get hanging(): number {
    return this.#current.reduce((sum, { length }) => sum + length, 0);
  }

  /** Executed bytes; `visible` where they blackened paper. */
  print(bytes: Uint8Array, visible: boolean): void {
    this.#current.push(bytes);
    this.#marked ||= visible;
  }

  /** Received but not printed bytes were thrown away: by a clear or a power cut. */
  discarded(): void {
    this.#broken = this.#marked;
  }

  /** The cutter. Blank paper makes no piece. */
  cut(): void {
    if (this.#marked) this.#finish(!this.#broken);
    this.#current = [];
    this.#broken = false;
  }

  /**
   * The roll is changed: what hung in the printer goes with the old one. `restFollows`: the rest of that
   * job comes out on the new roll, which is then no whole piece either.
   */
  changeRoll(restFollows: boolean): void {
    if (!this.#marked) return;
    this.#finish(false);
    this.#broken = restFollows;
  }

  #finish(complete: boolean): void {
    const index = this.#done.length + 1;
    const file = join(this.folder, `receipt-${String(index).padStart(4, '0')}.escpos`);
    const bytes = Buffer.concat(this.#current);
    writeFileSync(file, bytes);
    this.#done = [...this.#done, { index, file, bytes: bytes.length, complete }];
    replaceFile(join(this.folder, 'receipts.json'), JSON.stringify(this.#done, null, 1));
    this.#current = [];
    this.#marked = false;
    this.#broken = false;
  }
}
