import { parameterLength } from './parameter-lengths.ts';

/** One thing the printer is told, cut out of the byte stream (digest §2). */
export type Token = {
  readonly kind: 'text' | 'command' | 'realtime' | 'unknown';
  /**
   * What it is: `0x0a` for a single byte, `0x1b61` for ESC a, `0x1d2848` for GS ( H, 0 for text.
   */
  readonly code: number;
  /** All of its bytes, prefix and parameters. */
  readonly bytes: Uint8Array;
};

const DLE = 0x10;
const PREFIXES = new Set([0x1b, 0x1c, 0x1d]);
const SINGLE = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x18]);
/** Length-prefixed families: `( x` after any prefix. */
const OPEN_BRACKET = 0x28;

/** The token at `at`, or `null` where more bytes are needed to know it. */
export const readToken = (bytes: Uint8Array, at: number): Token | null => {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first >= 0x20) return textRun(bytes, at);
  if (first === DLE) return realtime(bytes, at);
  if (!PREFIXES.has(first))
    return token(SINGLE.has(first) ? 'command' : 'unknown', first, bytes, at, 1);
  const second = bytes[at + 1];
  if (second === undefined) return null;
  const code = (first << 8) | second;
  if (second === OPEN_BRACKET || code === 0x1d38) return lengthPrefixed(bytes, at, code);
  const size = parameterLength(code, bytes.subarray(at + 2));
  if (size === 'unknown') return token('unknown', code, bytes, at, 2);
  if (size === 'incomplete' || at + 2 + size > bytes.length) return null;
  return token('command', code, bytes, at, 2 + size);
};

/** All tokens; a last incomplete one is reported as unknown. */
export const tokenize = (bytes: Uint8Array): readonly { token: Token; offset: number }[] => {
  const found: { token: Token; offset: number }[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const next =
      readToken(bytes, offset) ?? token('unknown', 0, bytes, offset, bytes.length - offset);
    found.push({ token: next, offset });
    offset += next.bytes.length;
  }
  return found;
};

const token = (
  kind: Token['kind'],
  code: number,
  bytes: Uint8Array,
  at: number,
  size: number,
): Token => ({ kind, code, bytes: bytes.slice(at, at + size) });

const textRun = (bytes: Uint8Array, at: number): Token => {
  let end = at + 1;
  while ((bytes[end] ?? 0) >= 0x20) end += 1;
  return token('text', 0, bytes, at, end - at);
};

const lengthPrefixed = (bytes: Uint8Array, at: number, code: number): Token | null => {
  const kind = bytes[at + 2];
  const wide = code === 0x1d38;
  const header = wide ? 7 : 5;
  if (kind === undefined || at + header > bytes.length) return null;
  const places = [...bytes.subarray(at + 3, at + header)];
  const size = places.reduce((sum, byte, place) => sum + byte * 256 ** place, 0);
  if (at + header + size > bytes.length) return null;
  // GS 8 L is GS ( L with a longer count: one code for both.
  const name = wide && kind === 0x4c ? 0x1d284c : (code << 8) | kind;
  return token('command', name, bytes, at, header + size);
};

/** The data of a length-prefixed command, behind its count. */
export const prefixedData = ({ bytes }: Token): Uint8Array =>
  bytes.subarray(bytes[1] === 0x38 ? 7 : 5);

/** Real-time sequences that stand where a command may begin: answered on reception, dropped here (§11). */
const realtime = (bytes: Uint8Array, at: number): Token | null => {
  const [, kind, n] = bytes.subarray(at, at + 3);
  if (kind === undefined) return null;
  if (kind !== 0x04 && kind !== 0x05 && kind !== 0x14) return token('unknown', DLE, bytes, at, 1);
  if (n === undefined) return null;
  const size =
    kind === 0x04
      ? n === 7 || n === 8 || n === 18
        ? 4
        : 3
      : kind === 0x05
        ? 3
        : (DC4_SIZE[n] ?? 3);
  if (at + size > bytes.length) return null;
  return token('realtime', (DLE << 8) | kind, bytes, at, size);
};

const DC4_SIZE: Readonly<Record<number, number>> = { 1: 5, 2: 5, 3: 8, 7: 4, 8: 10 };
