/** A real-time command, complete (digest §11). */
export type RealtimeCommand =
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'recover'; readonly n: 1 | 2 }
  | { readonly kind: 'clear' }
  | { readonly kind: 'other' };

const CLEAR = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/** `match` where complete, `part` where more bytes could make it one. */
const judge = (tail: readonly number[]): RealtimeCommand | 'part' | 'none' => {
  const [first, second, third] = tail;
  if (first !== 0x10) return 'none';
  if (second === undefined) return 'part';
  if (second !== 0x04 && second !== 0x05 && second !== 0x14) return 'none';
  if (third === undefined) return 'part';
  if (second === 0x04) {
    // 14h is one maker's; the others take no notice of it (digest §15).
    return (third >= 1 && third <= 4) || third === 0x14 ? { kind: 'status', n: third } : 'none';
  }
  if (second === 0x05) {
    if (third === 0) return { kind: 'other' };
    return third === 1 || third === 2 ? { kind: 'recover', n: third } : 'none';
  }
  if (third === 0x08) {
    if (tail.some((byte, i) => byte !== CLEAR[i])) return 'none';
    return tail.length === CLEAR.length ? { kind: 'clear' } : 'part';
  }
  return third === 1 || third === 2 || third === 3 || third === 7 ? { kind: 'other' } : 'none';
};

/**
 * Finds real-time commands in the raw incoming bytes, wherever they stand: inside image data as well.
 * The bytes go on to the receive buffer all the same (digest §11, "Simulator rule").
 */
export class RealtimeMatcher {
  #tail: number[] = [];

  take(byte: number): RealtimeCommand | null {
    this.#tail.push(byte);
    while (this.#tail.length > 0) {
      const verdict = judge(this.#tail);
      if (verdict === 'part') return null;
      if (verdict === 'none') {
        this.#tail.shift();
        continue;
      }
      this.#tail = [];
      return verdict;
    }
    return null;
  }
}
