import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, replaceFile } from '../../simulator-kit/memory-file.ts';
import { PrinterMemory } from './memory.ts';

export type Piece = {
  readonly index: number;
  readonly file: string;
  readonly bytes: number;
  /** A whole job from its first byte to its cut: nothing was discarded, lost or on another roll. */
  readonly complete: boolean;
  /** Where a presenter has it. */
  readonly ticket?: 'inside' | 'presented' | 'taken' | 'retracted' | 'ejected';
};

/**
 * The virtual paper: each piece that came off is a file with the exact bytes that made it, behind what the
 * printer held already when they came (characters and pictures of its own).
 */
export class Pieces {
  /** `null`: the pieces are counted, and no file holds what is on them. */
  readonly folder: string | null;
  readonly memory = new PrinterMemory();
  /** What the memory held when the current piece began. */
  #held: Uint8Array = new Uint8Array();
  #done: Piece[] = [];
  #current: Uint8Array[] = [];
  /** Something is visible on the paper since the last cut; settings alone leave no trace. */
  #marked = false;
  #inked = 0;
  #broken = false;

  constructor(folder: string | null) {
    this.folder = folder;
    if (folder === null) return;
    const known = readFileIfThere(join(folder, 'receipts.json'));
    if (known !== null) this.#done = JSON.parse(known) as Piece[];
    else
      for (const name of readdirSync(folder).filter((each) => /^receipt-\d+\.escpos$/u.test(each)))
        throw new Error(`${name} is there, but receipts.json is not`);
  }

  get done(): readonly Piece[] {
    return this.#done;
  }

  /** Bytes on the paper that still hangs in the printer, from its first ink on. */
  get hanging(): number {
    return this.#inked;
  }

  /** Executed bytes; `visible` where they blackened paper. */
  print(bytes: Uint8Array, visible: boolean): void {
    if (this.#current.length === 0) this.#held = this.memory.bytes;
    this.#current.push(bytes);
    this.#marked ||= visible;
    if (this.#marked) this.#inked += bytes.length;
  }

  /** Received but not printed bytes were thrown away: by a clear or a power cut. */
  discarded(): void {
    this.#broken = this.#marked;
  }

  /** The cutter. Blank paper makes no piece; else its number. */
  cut(): number | null {
    const piece = this.#marked ? this.#finish(!this.#broken) : null;
    this.#current = [];
    this.#broken = false;
    return piece;
  }

  /** Says where a piece is now. */
  mark(index: number, ticket: NonNullable<Piece['ticket']>): void {
    this.#done = this.#done.map((each) => (each.index === index ? { ...each, ticket } : each));
    this.#save();
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

  #finish(complete: boolean): number {
    const index = this.#done.length + 1;
    const name = `receipt-${String(index).padStart(4, '0')}.escpos`;
    const bytes = Buffer.concat(this.#current);
    const file = this.folder === null ? name : join(this.folder, name);
    if (this.folder !== null) writeFileSync(file, Buffer.concat([this.#held, bytes]));
    this.#done = [...this.#done, { index, file, bytes: bytes.length, complete }];
    this.#save();
    this.#current = [];
    this.#marked = false;
    this.#inked = 0;
    this.#broken = false;
    return index;
  }

  #save(): void {
    if (this.folder === null) return;
    replaceFile(join(this.folder, 'receipts.json'), JSON.stringify(this.#done, null, 1));
  }
}
