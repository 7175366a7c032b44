import type { Chance } from '../core/random.ts';

/** What was done since the last sync, and how to undo it. */
type Change = {
  readonly kind: 'write' | 'truncate';
  /** Of the file: where it wrote, or the size it left. */
  readonly at: number;
  readonly count: number;
  readonly sizeBefore: number;
  /** Where the log has the bytes that it wrote over or cut off, and how many. */
  readonly from: number;
  readonly kept: number;
};

/** What a drive writes whole or not at all. */
const SECTOR_BYTES = 512;
const FIRST_BYTES = 64 * 1024;

/** Buffers that nobody uses any more, smallest first: a new one costs more than all that is written to it. */
const spare: Uint8Array[] = [];
const MOST_SPARE = 24;

/** The largest where more is needed than at first: a file that grows will grow further. */
const take = (least: number): Uint8Array => {
  const at =
    least > FIRST_BYTES ? spare.length - 1 : spare.findIndex(({ length }) => length >= least);
  if ((spare[at]?.length ?? 0) < least) return new Uint8Array(Math.max(least, FIRST_BYTES));
  const [found] = spare.splice(at, 1);
  return found ?? new Uint8Array(Math.max(least, FIRST_BYTES));
};
const giveBack = (bytes: Uint8Array): void => {
  const larger = spare.findIndex(({ length }) => length > bytes.length);
  spare.splice(larger < 0 ? spare.length : larger, 0, bytes);
  if (spare.length > MOST_SPARE) spare.shift();
};

/** Bytes that grow; what lies beyond `size` is anything. */
class Content {
  bytes = take(FIRST_BYTES);
  size = 0;

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > this.size) this.#grow(Math.max(this.size, at), end);
    this.bytes.set(bytes, at);
  }

  truncate(size: number): void {
    if (size > this.size) this.#grow(size, size);
    else this.size = size;
  }

  /** To `end`; up to `zeroTo` what was never written reads as zeros. */
  #grow(zeroTo: number, end: number): void {
    if (end > this.bytes.length) {
      const larger = take(Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.size));
      giveBack(this.bytes);
      this.bytes = larger;
    }
    this.bytes.fill(0, this.size, zeroTo);
    this.size = end;
  }
}

/** A file as its process sees it, and what of it would survive. */
export type SimulatedFile = {
  readonly size: () => number;
  /** A view, good until the next write; fewer bytes than asked for at the end of the file. */
  readonly read: (at: number, count: number) => Uint8Array;
  readonly write: (at: number, bytes: Uint8Array) => void;
  readonly truncate: (size: number) => void;
  readonly sync: () => void;
  readonly losePower: (fate: 'lost' | 'kept' | 'mixed', chance: Chance) => void;
  /** Nobody will touch it again. */
  readonly discard: () => void;
};

/** How many bytes of an unsynced change reached the medium; `null`: nothing of it. */
const survives = ({ kind, count }: Change, chance: Chance): number | null => {
  const lot = chance.unit();
  if (lot < 0.4) return count;
  if (lot < 0.75 || kind === 'truncate') return null;
  const sectors = Math.ceil(count / SECTOR_BYTES);
  const whole = chance.between(0, sectors - 1) * SECTOR_BYTES;
  // A short record may break anywhere, as its sector was never rewritten.
  const part = sectors === 1 ? chance.between(0, count) : whole;
  return part === 0 ? null : part;
};

export const createFile = (): SimulatedFile => {
  const seen = new Content();
  const log = new Content();
  let changes: Change[] = [];
  /** Before a change: what lies from `at` on, up to `end`, is kept. */
  const note = (kind: Change['kind'], at: number, count: number, end: number): void => {
    const kept = Math.max(0, Math.min(seen.size, end) - at);
    changes.push({ kind, at, count, sizeBefore: seen.size, from: log.size, kept });
    if (kept > 0) log.write(log.size, seen.bytes.subarray(at, at + kept));
  };
  const forget = (): void => {
    changes = [];
    log.size = 0;
  };
  /** Back to what is durable; the bytes of each change, oldest first. */
  const undo = (): readonly Uint8Array[] =>
    changes
      .toReversed()
      .map(({ kind, at, count, sizeBefore, from, kept }) => {
        const written = kind === 'write' ? seen.bytes.slice(at, at + count) : new Uint8Array();
        seen.bytes.set(log.bytes.subarray(from, from + kept), at);
        seen.size = sizeBefore;
        return written;
      })
      .reverse();
  return {
    size: () => seen.size,
    read: (at, count) => seen.bytes.subarray(at, Math.max(at, Math.min(seen.size, at + count))),
    write: (at, bytes) => {
      note('write', at, bytes.length, at + bytes.length);
      seen.write(at, bytes);
    },
    truncate: (size) => {
      note('truncate', size, 0, seen.size);
      seen.truncate(size);
    },
    sync: forget,
    losePower: (fate, chance) => {
      if (fate !== 'kept') {
        const written = undo();
        for (const [i, change] of changes.entries()) {
          const left = fate === 'lost' ? null : survives(change, chance);
          if (left === null) continue;
          if (change.kind === 'truncate') seen.truncate(change.at);
          else seen.write(change.at, (written[i] ?? new Uint8Array()).subarray(0, left));
        }
      }
      forget();
    },
    discard: () => {
      forget();
      giveBack(seen.bytes);
      giveBack(log.bytes);
    },
  };
};
