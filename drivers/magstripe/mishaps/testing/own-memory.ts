import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Of each byte: nothing that is searched for may lie in memory for being searched for. */
export const MASK = 0x5a;
const PIECE = 1 << 20;

const piece = new Uint8Array(PIECE);

/** How often the masked `needle` lies in `piece`, unmasked, within its first `length` bytes. */
const countIn = (length: number, needle: Uint8Array): number => {
  const first = (needle[0] ?? 0) ^ MASK;
  let count = 0;
  for (let at = 0; at + needle.length <= length; at++) {
    if (piece[at] !== first) continue;
    let same = 1;
    while (same < needle.length && piece[at + same] === ((needle[same] ?? 0) ^ MASK)) same++;
    if (same === needle.length) count += 1;
  }
  return count;
};

/** How often `needle`, given masked, lies anywhere in this process's memory that holds data. */
export const countInMemory = (needle: Uint8Array): number => {
  const memory = openSync('/proc/self/mem', 'r');
  let count = 0;
  try {
    for (const line of readFileSync('/proc/self/maps', 'latin1').split('\n')) {
      const found = /^([0-9a-f]+)-([0-9a-f]+) rw-/u.exec(line);
      if (found === null) continue;
      const end = Number.parseInt(found[2] ?? '', 16);
      for (let at = Number.parseInt(found[1] ?? '', 16); at < end;) {
        const length = readPiece(memory, at, Math.min(PIECE, end - at));
        if (length === 0) break;
        count += countIn(length, needle);
        // With an overlap, for what lies across two pieces.
        at += length === PIECE ? PIECE - needle.length : length;
      }
    }
  } finally {
    closeSync(memory);
    piece.fill(0);
  }
  return count;
};

const readPiece = (memory: number, at: number, length: number): number => {
  try {
    return readSync(memory, piece, 0, length, at);
  } catch {
    return 0; // of a device or guarded
  }
};
