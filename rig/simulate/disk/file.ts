import type { Chance } from '../core/random.ts';

type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly size: number };

/** What a drive writes whole or not at all. */
const SECTOR_BYTES = 512;
const FIRST_BYTES = 64 * 1024;

/** Bytes that grow. */
class Content {
  bytes = new Uint8Array(FIRST_BYTES);
  size = 0;

  apply(change: Change): void {
    if (change.kind === 'truncate') {
      // What is cut off and grown over again reads as zeros.
      if (change.size < this.size) this.bytes.fill(0, change.size, this.size);
      this.#need(change.size);
      this.size = change.size;
      return;
    }
    const end = change.at + change.bytes.length;
    this.#need(end);
    this.bytes.set(change.bytes, change.at);
    this.size = Math.max(this.size, end);
  }

  become(other: Content): void {
    this.bytes = other.bytes.slice();
    this.size = other.size;
  }

  #need(size: number): void {
    if (size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(size, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
  }
}

/** A file as its process sees it, and what of it would survive. */
export type SimulatedFile = {
  readonly size: () => number;
  /** Fewer bytes than asked for at the end of the file. */
  readonly read: (at: number, count: number) => Uint8Array;
  readonly write: (at: number, bytes: Uint8Array) => void;
  readonly truncate: (size: number) => void;
  readonly sync: () => void;
  readonly unsynced: () => number;
  readonly losePower: (fate: 'lost' | 'kept' | 'mixed', chance: Chance) => void;
};

/** The part of an unsynced change that reached the medium; `null`: nothing of it. */
const survivor = (change: Change, chance: Chance): Change | null => {
  const lot = chance.unit();
  if (lot < 0.4) return change;
  if (lot < 0.75 || change.kind === 'truncate') return null;
  const whole = Math.ceil(change.bytes.length / SECTOR_BYTES);
  const bytes = change.bytes.subarray(0, chance.between(0, whole - 1) * SECTOR_BYTES);
  // A short record may break anywhere, as its sector was never rewritten.
  const part =
    whole === 1 ? change.bytes.subarray(0, chance.between(0, change.bytes.length)) : bytes;
  return part.length === 0 ? null : { ...change, bytes: part };
};

export const createFile = (): SimulatedFile => {
  const seen = new Content();
  const durable = new Content();
  let unsynced: Change[] = [];
  const change = (made: Change): void => {
    seen.apply(made);
    unsynced.push(made);
  };
  return {
    size: () => seen.size,
    read: (at, count) => seen.bytes.subarray(at, Math.max(at, Math.min(seen.size, at + count))),
    write: (at, bytes) => {
      change({ kind: 'write', at, bytes: bytes.slice() });
    },
    truncate: (size) => {
      change({ kind: 'truncate', size });
    },
    sync: () => {
      for (const made of unsynced) durable.apply(made);
      unsynced = [];
    },
    unsynced: () => unsynced.length,
    losePower: (fate, chance) => {
      for (const made of unsynced) {
        const left = fate === 'kept' ? made : fate === 'lost' ? null : survivor(made, chance);
        if (left !== null) durable.apply(left);
      }
      unsynced = [];
      seen.become(durable);
    },
  };
};
