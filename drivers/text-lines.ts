/** Lines of text out of a byte stream in which anything may come. Pure, bounded. */

export type LineEvent =
  | { readonly kind: 'line'; readonly bytes: Uint8Array }
  /** Longer than `longest`; thrown away up to its end. */
  | { readonly kind: 'tooLong' };

export type LineOptions = {
  /** Bytes; what is longer is no line. */
  readonly longest: number;
  /** What ends a line. `null`: CR, LF or both, and empty lines are none. */
  readonly suffix: Uint8Array | null;
};

export type LineSplitter = {
  /** The lines that `chunk` completes, in order. Copies what it keeps. */
  readonly feed: (chunk: Uint8Array) => readonly LineEvent[];
  /** Whether a line has begun and not ended. */
  readonly midLine: boolean;
  /** Forgets, and wipes, what has begun. */
  readonly drop: () => void;
};

const CR = 0x0d;
const LF = 0x0a;

/** Splits bytes into lines, never keeping more than `longest` bytes and a suffix. */
export const createLineSplitter = ({ longest, suffix }: LineOptions): LineSplitter => {
  const end = suffix === null || suffix.length === 0 ? null : suffix;
  const kept = new Uint8Array(longest + (end?.length ?? 1));
  let length = 0;
  /** Of a line that is too long. */
  let skipping = false;

  const drop = (): void => {
    kept.fill(0, 0, length);
    length = 0;
    skipping = false;
  };

  const endsHere = (byte: number): boolean => {
    if (end === null) return byte === CR || byte === LF;
    const from = length - end.length;
    return from >= 0 && end.every((each, i) => kept[from + i] === each);
  };

  const take = (): LineEvent | null => {
    const textLength = length - (end?.length ?? 1);
    const event: LineEvent | null = skipping
      ? { kind: 'tooLong' }
      : textLength > 0
        ? { kind: 'line', bytes: kept.slice(0, textLength) }
        : null;
    drop();
    return event;
  };

  /** Makes room: of a line that is too long, only what may be the start of its end matters. */
  const skip = (): void => {
    const tail = (end?.length ?? 1) - 1;
    kept.copyWithin(0, length - tail, length);
    kept.fill(0, tail, length);
    length = tail;
    skipping = true;
  };

  return {
    feed: (chunk) => {
      const events: LineEvent[] = [];
      for (const byte of chunk) {
        if (length === kept.length) skip();
        kept[length] = byte;
        length += 1;
        if (!endsHere(byte)) continue;
        const event = take();
        if (event !== null) events.push(event);
      }
      return events;
    },
    get midLine() {
      return length > 0 || skipping;
    },
    drop,
  };
};
