/**
 * `GS ( L`: pictures through the graphics buffer, and pictures that the printer keeps under a key (digest §7).
 * Kept pictures are printed at line start only, and feed their own height.
 */
import { packedRows, type Bitmap } from './bitmap.ts';
import { concatBytes, lowHigh, requireRange } from './bytes.ts';
import { realTimeHits, withoutRealTime } from './real-time.ts';
import type { Reply } from './replies.ts';

/** Two characters 20–7E. */
export type GraphicsKey = string;
/** `download` is lost at power-off, `nv` stays and wears out: at most ten writes a day (digest §1.23). */
export type GraphicsMemory = 'download' | 'nv';

const FIRST_KEY = 0x20;
const KEY_CODES = 95;
export const GRAPHICS_KEYS = KEY_CODES * KEY_CODES;
/** So many keys come in one answer; more would need a handshake (digest §7). */
export const KEYS_IN_ONE_ANSWER = 40;

const FUNCTIONS: Readonly<
  Record<GraphicsMemory, Readonly<Record<'define' | 'print' | 'keys' | 'clear', number>>>
> = {
  nv: { keys: 64, clear: 65, define: 67, print: 69 },
  download: { keys: 80, clear: 81, define: 83, print: 85 },
};

/** The key numbered `n`, 0–9024. */
export const graphicsKey = (n: number): GraphicsKey => {
  const value = requireRange('key', n, 0, GRAPHICS_KEYS - 1);
  return String.fromCharCode(
    FIRST_KEY + Math.floor(value / KEY_CODES),
    FIRST_KEY + (value % KEY_CODES),
  );
};

const keyBytes = (key: GraphicsKey): readonly number[] => {
  if (!/^[\x20-\x7e]{2}$/u.test(key)) throw new RangeError(`a key is two characters: ${key}`);
  return [key.charCodeAt(0), key.charCodeAt(1)];
};

const command = (fn: number, body: Uint8Array): Uint8Array =>
  concatBytes([
    Uint8Array.of(
      0x1d,
      0x28,
      0x4c,
      ...lowHigh(requireRange('graphics bytes', body.length + 2, 2, 65_535)),
      0x30,
      fn,
    ),
    body,
  ]);

const size = (bitmap: Bitmap): readonly number[] => [
  ...lowHigh(requireRange('width', bitmap.width, 1, 2_047)),
  ...lowHigh(requireRange('height', bitmap.height, 1, 831)),
];

/** `GS ( L` 112, then 50: stored in the graphics buffer and printed from there. */
export const bufferedImage = (bitmap: Bitmap): Uint8Array =>
  concatBytes([
    command(
      112,
      concatBytes([
        Uint8Array.of(0x30, 1, 1, 0x31, ...size(bitmap)),
        withoutRealTime(packedRows(bitmap)),
      ]),
    ),
    command(50, new Uint8Array(0)),
  ]);

/**
 * `GS ( L` 67 or 83: keeps a picture under `key`. `null` where the bytes would hold a real-time command: a
 * kept picture is exactly the picture, never one with a dot more (digest §11).
 */
export const keepGraphic = (
  memory: GraphicsMemory,
  key: GraphicsKey,
  bitmap: Bitmap,
): Uint8Array | null => {
  const bytes = command(
    FUNCTIONS[memory].define,
    concatBytes([
      Uint8Array.of(0x30, ...keyBytes(key), 1, ...size(bitmap), 0x31),
      packedRows(bitmap),
    ]),
  );
  return realTimeHits(bytes).length === 0 ? bytes : null;
};

/** `GS ( L` 69 or 85: eleven bytes for a picture of any size; `scale` 2 prints each dot as 2 × 2. */
export const printKept = (memory: GraphicsMemory, key: GraphicsKey, scale: 1 | 2 = 1): Uint8Array =>
  command(FUNCTIONS[memory].print, Uint8Array.of(...keyBytes(key), scale, scale));

/** `GS ( L` 65 or 81. */
export const clearKept = (memory: GraphicsMemory): Uint8Array =>
  command(FUNCTIONS[memory].clear, Uint8Array.of(0x43, 0x4c, 0x52));

/** `GS ( L` 64 or 80: which keys are there? Answered through the receive buffer, so not while offline. */
export const askKeys = (memory: GraphicsMemory): Uint8Array =>
  command(FUNCTIONS[memory].keys, Uint8Array.of(0x4b, 0x4c));

/** The keys of a whole answer `37 72 40 … 00`, else `null`; an answer that goes on (`41`) is none. */
export const answeredKeys = (reply: Reply): readonly GraphicsKey[] | null => {
  if (reply.kind !== 'block' || reply.header !== 0x37) return null;
  const [group, more, ...codes] = reply.data;
  if (group !== 0x72 || more !== 0x40 || codes.length % 2 !== 0) return null;
  return Array.from({ length: codes.length / 2 }, (_, i) =>
    String.fromCharCode(codes[2 * i] ?? 0, codes[2 * i + 1] ?? 0),
  );
};
