/** QR codes drawn by the printer itself (`GS ( k`, digest §8): a few dozen bytes instead of kilobytes. */
import { concatBytes, lowHigh, requireRange } from './bytes.ts';

/** Bytes that fit versions 1… at level M in byte mode (ISO/IEC 18004). */
const CAPACITY_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
] as const;
export const QR_MAX_BYTES = 666;
const PRINTABLE = /^[\x20-\x7e]+$/u;

/** Modules along one side at level M, or `null` where `data` is not printable ASCII or too long for us. */
export const qrModules = (data: string): number | null => {
  if (!PRINTABLE.test(data)) return null;
  const version = CAPACITY_M.findIndex((bytes) => data.length <= bytes);
  return version < 0 ? null : 17 + 4 * (version + 1);
};

const command = (fn: number, body: readonly number[]): Uint8Array =>
  Uint8Array.of(0x1d, 0x28, 0x6b, ...lowHigh(body.length + 2), 0x31, fn, ...body);

/** Model 2, level M, `module` dots a module (1–16); printed at line start, no quiet zone of its own. */
export const qrCode = (data: string, module: number): Uint8Array => {
  if (!PRINTABLE.test(data) || data.length > QR_MAX_BYTES) {
    throw new RangeError(`a QR code holds 1–${QR_MAX_BYTES} ASCII characters`);
  }
  return concatBytes([
    command(65, [0x32, 0]),
    command(67, [requireRange('module', module, 1, 16)]),
    command(69, [0x31]),
    command(80, [0x30, ...Array.from(data, (char) => char.charCodeAt(0))]),
    command(81, [0x30]),
  ]);
};
