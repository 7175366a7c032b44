/** What the printer says, from a stream in which everything is interleaved (digest §12). */

export type Reply =
  /** Automatic status: four bytes. */
  | { readonly kind: 'asb'; readonly bytes: readonly [number, number, number, number] }
  /** The answer to one `DLE EOT`. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** The four bytes of printers with a presenter; `null` where a frame left one out (digest §15). */
  | {
      readonly kind: 'sixBytes';
      readonly paper: number | null;
      readonly user: number | null;
      readonly recoverable: number | null;
      readonly unrecoverable: number | null;
    }
  /** From a header byte to `00`, both left out of `data`. */
  | { readonly kind: 'block'; readonly header: number; readonly data: Uint8Array }
  | { readonly kind: 'flow'; readonly may: 'send' | 'wait' }
  /** The answer to `GS r` or `GS I` 1–3. */
  | { readonly kind: 'single'; readonly byte: number }
  /** Bytes that mean nothing here. */
  | { readonly kind: 'noise'; readonly byte: number };

export type ReplyParser = {
  /** Takes the next chunk, cut anywhere; never throws. */
  push(chunk: Uint8Array): readonly Reply[];
  /** Forgets a half answer, e.g. after silence. */
  reset(): void;
};

const XON = 0x11;
const XOFF = 0x13;
const HEADERS: ReadonlySet<number> = new Set([0x37, 0x3b, 0x5f]);
const MAX_BLOCK = 512;

const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isAsbFirst = (byte: number): boolean => (byte & 0x93) === 0x10;
const isAsbRest = (byte: number): boolean => (byte & 0x90) === 0;

export const createReplyParser = (): ReplyParser => {
  /** A started ASB frame or block; `null` between answers. */
  let open: number[] | null = null;

  const begin = (byte: number): readonly Reply[] => {
    if (isAsbFirst(byte) || HEADERS.has(byte)) {
      open = [byte];
      return [];
    }
    if (isRealTime(byte)) return [{ kind: 'realTime', byte }];
    return [{ kind: isAsbRest(byte) ? 'single' : 'noise', byte }];
  };

  /** What was begun is no answer after all: its bytes are noise, and `byte` begins anew. */
  const giveUp = (bytes: readonly number[], byte: number): readonly Reply[] => {
    open = null;
    return [...bytes.map((b): Reply => ({ kind: 'noise', byte: b })), ...begin(byte)];
  };

  const inFrame = (bytes: number[], byte: number): readonly Reply[] => {
    // Bytes 2–4 are 0xx0xxxx; anything else means that one was lost on the line.
    if (!isAsbRest(byte)) return giveUp(bytes, byte);
    bytes.push(byte);
    if (bytes.length < 4) return [];
    open = null;
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    return [{ kind: 'asb', bytes: [a, b, c, d] }];
  };

  const inBlock = (bytes: number[], byte: number): readonly Reply[] => {
    if (byte === 0) {
      open = null;
      const [header = 0, ...data] = bytes;
      return [{ kind: 'block', header, data: Uint8Array.from(data) }];
    }
    // 1F parts fields; other control bytes are a status behind a block that lost its end.
    if ((byte < 0x20 && byte !== 0x1f) || bytes.length > MAX_BLOCK) return giveUp(bytes, byte);
    bytes.push(byte);
    return [];
  };

  const take = (byte: number): readonly Reply[] => {
    if (byte === XON) return [{ kind: 'flow', may: 'send' }];
    if (byte === XOFF) return [{ kind: 'flow', may: 'wait' }];
    if (open === null) return begin(byte);
    return HEADERS.has(open[0] ?? 0) ? inBlock(open, byte) : inFrame(open, byte);
  };

  return {
    push: (chunk) => Array.from(chunk).flatMap(take),
    reset: () => {
      open = null;
    },
  };
};

/** The four characters of an answered fence (`37 22 …`), else `null`. */
export const answeredFence = (reply: Reply): string | null =>
  reply.kind === 'block' &&
  reply.header === 0x37 &&
  reply.data[0] === 0x22 &&
  reply.data.length === 5
    ? String.fromCharCode(...reply.data.subarray(1))
    : null;

/** `37 25 00`: the buffers are empty. */
export const isDiscardDone = (reply: Reply): boolean =>
  reply.kind === 'block' &&
  reply.header === 0x37 &&
  reply.data.length === 1 &&
  reply.data[0] === 0x25;
