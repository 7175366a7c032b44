import { MAX_APDU_BYTES } from './apdu.ts';

export interface ApduStream {
  /** Takes the next bytes, however they were cut; the messages they completed. Never throws. */
  feed(chunk: Uint8Array): readonly Uint8Array[];
  /** A message has begun and is not whole. */
  readonly midMessage: boolean;
  /** Forgets and wipes what has begun. */
  reset(): void;
}

const SHORT_HEADER = 3;
const LONG_HEADER = 5;
const LONG_LENGTH = 0xff;

/**
 * Cuts a TCP stream into bare APDUs by their length (digest §2). Any bytes are some message to it: a
 * stream that lost its step has no mark to find again and ends with its connection (T3).
 */
export const createApduStream = (): ApduStream => {
  let held = new Uint8Array(256);
  let used = 0;

  const wipe = (): void => {
    held.fill(0);
    used = 0;
  };

  const wanted = (): number => {
    if (used < SHORT_HEADER) return SHORT_HEADER;
    const short = held[2] ?? 0;
    if (short !== LONG_LENGTH) return SHORT_HEADER + short;
    if (used < LONG_HEADER) return LONG_HEADER;
    return LONG_HEADER + ((held[3] ?? 0) | ((held[4] ?? 0) << 8));
  };

  const grow = (): void => {
    const larger = new Uint8Array(Math.min(held.length * 2, MAX_APDU_BYTES));
    larger.set(held);
    held.fill(0);
    held = larger;
  };

  /** The whole message in `held`, or `null`. A header that is complete may ask for more. */
  const take = (): Uint8Array | null => {
    if (used < SHORT_HEADER || used < wanted()) return null;
    const apdu = held.slice(0, used);
    wipe();
    return apdu;
  };

  return {
    feed: (chunk) => {
      const found: Uint8Array[] = [];
      for (const byte of chunk) {
        if (used === held.length) grow();
        held[used++] = byte;
        const apdu = take();
        if (apdu !== null) found.push(apdu);
      }
      return found;
    },
    get midMessage() {
      return used > 0;
    },
    reset: wipe,
  };
};
