import { prefixedData, type Token } from './tokenizer.ts';

type Kept = 'characters' | 'download' | 'nv';
type Entry = { readonly kept: Kept; readonly name: string; readonly bytes: Uint8Array };

/** So many keys in one block of a key list (digest §7). */
const KEYS_A_BLOCK = 40;

/**
 * What outlives a job in a printer: user characters until `ESC @`, download graphics until power-off, NV
 * graphics for good. Held as the commands that put it there, so that a piece of paper can be drawn from its
 * own file.
 */
export class PrinterMemory {
  #entries: readonly Entry[] = [];

  take(token: Token): void {
    if (token.code === 0x1b40) this.#drop(({ kept }) => kept === 'characters');
    if (token.code === 0x1b26 || token.code === 0x1b3f) {
      this.#keep('characters', hexOf(token.bytes.subarray(0, 5)), token.bytes);
    }
    if (token.code === 0x1d284c) this.#graphics(token);
  }

  powerOff(): void {
    this.#drop(({ kept }) => kept !== 'nv');
  }

  /** The commands that bring a fresh printer to this state. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#entries.map(({ bytes }) => bytes));
  }

  /** `GS ( L` 64 and 80 (digest §7): the first block of the key list; `null` for anything else. */
  keyList(body: Uint8Array): Uint8Array | null {
    const [m, fn, k, l] = body;
    if (m !== 0x30 || k !== 0x4b || l !== 0x4c || (fn !== 64 && fn !== 80)) return null;
    const kept = fn === 64 ? 'nv' : 'download';
    const names = this.#entries.filter((each) => each.kept === kept).map(({ name }) => name);
    const block = names.toSorted().slice(0, KEYS_A_BLOCK);
    const more = names.length > block.length ? 0x41 : 0x40;
    return Uint8Array.of(0x37, 0x72, more, ...Buffer.from(block.join(''), 'latin1'), 0);
  }

  #graphics(token: Token): void {
    const body = prefixedData(token);
    const fn = body[1] ?? 0;
    const kept = fn >= 80 ? 'download' : 'nv';
    const name = (from: number): string =>
      String.fromCharCode(body[from] ?? 0, body[from + 1] ?? 0);
    if (fn === 65 || fn === 81) this.#drop((each) => each.kept === kept);
    if (fn === 66 || fn === 82) this.#drop((each) => each.kept === kept && each.name === name(2));
    if (fn === 67 || fn === 68 || fn === 83 || fn === 84) this.#keep(kept, name(3), token.bytes);
  }

  #keep(kept: Kept, name: string, bytes: Uint8Array): void {
    this.#drop((each) => each.kept === kept && each.name === name);
    this.#entries = [...this.#entries, { kept, name, bytes }];
  }

  #drop(goes: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.filter((entry) => !goes(entry));
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
