import { qrBitmap, takeQrCommand, type QrSettings } from './qr.ts';
import type { PrinterMemory } from './memory.ts';
import type { Sensors } from './status.ts';
import { prefixedData, type Token } from './tokenizer.ts';

const BLOCK = 0x37;
const IDENTITY = 0x5f;
const DOTS = 576;

const block = (...bytes: readonly number[]): Uint8Array => Uint8Array.of(BLOCK, ...bytes, 0);
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const identity = (text: string): Uint8Array => Uint8Array.of(IDENTITY, ...ascii(text), 0);

/** `GS I n` (digest §12); the family byte and names of a receipt printer of this kind. */
const IDENTITIES: Readonly<Record<number, Uint8Array>> = {
  1: Uint8Array.of(0x20),
  2: Uint8Array.of(0x02),
  3: Uint8Array.of(0x01),
  65: identity('1.00 KHIDMA'),
  66: identity('KHIDMA'),
  67: identity('TM-T20 SIMULATOR'),
  68: identity('00000001'),
  69: identity('ANK'),
};

/**
 * What a command answers when its turn comes, after everything before it was printed; `null` where it
 * says nothing. `GS a` is not among these: the printer itself knows its automatic status.
 */
export const queuedAnswer = (
  token: Token,
  sensors: Readonly<Sensors>,
  qr: QrSettings,
  memory: PrinterMemory,
): Uint8Array | null => {
  const n = token.bytes[2] ?? 0;
  switch (token.code) {
    case 0x1d72: // GS r
      if (n === 1 || n === 49) return Uint8Array.of(sensors.paper === 'low' ? 0x03 : 0);
      return n === 2 || n === 50 ? Uint8Array.of(0) : null;
    case 0x1d49: // GS I
      return IDENTITIES[n >= 48 && n <= 51 ? n - 48 : n] ?? null;
    case 0x1d2848: // GS ( H
      return fence(prefixedData(token));
    case 0x1d284c: // GS ( L: capacity and free memory, key lists
      return graphicsMemory(prefixedData(token)) ?? memory.keyList(prefixedData(token));
    case 0x1d286b:
      return takeQrCommand(qr, prefixedData(token)) === 'size' ? qrSize(qr) : null;
    default:
      return null;
  }
};

/** The print fence (digest §13). */
const fence = (body: Uint8Array): Uint8Array | null => {
  const [fn, m, ...id] = body;
  const printable = id.length === 4 && id.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return fn === 0x30 && m === 0x30 && printable ? block(0x22, ...id) : null;
};

const graphicsMemory = (body: Uint8Array): Uint8Array | null => {
  const fn = body[1];
  if (fn === 0x00 || fn === 0x30) return block(0x30, ...ascii('262144'));
  return fn === 0x03 || fn === 0x33 ? block(0x31, ...ascii('262144')) : null;
};

const qrSize = (qr: QrSettings): Uint8Array => {
  const size = qrBitmap(qr)?.width ?? 0;
  const digits = ascii(String(size));
  const printable = size > 0 && size <= DOTS ? 0x30 : 0x31;
  return block(0x36, ...digits, 0x1f, ...digits, 0x1f, 0x31, 0x1f, printable);
};
