/** A Completion has no form of its own: it depends on the command that it ends (digest §6.5). */
import { decodeDigits } from './bcd.ts';
import { readBmps } from './bmp.ts';

export type RegistrationCompletion = {
  readonly terminalId: string | null;
  readonly currency: string | null;
};

/** `06 0F [19] [29] [49] [06]` after `06 00`. */
export const readRegistrationCompletion = (data: Uint8Array): RegistrationCompletion => {
  const { fields } = readBmps(data);
  const digits = (bmp: number): string | null => {
    const value = fields.find((field) => field.bmp === bmp)?.value;
    return value === undefined ? null : decodeDigits(value);
  };
  return { terminalId: digits(0x29), currency: digits(0x49) };
};

/** BMP 27 of the Completion of a payment or reversal, where it has one. */
export const readPaymentCompletion = (data: Uint8Array): number | null =>
  readBmps(data).fields.find((field) => field.bmp === 0x27)?.value[0] ?? null;

/**
 * The terminal status after `05 01`, which has no BMP number; `null` where there is none. We ask
 * for no software version, but a terminal may send it: three digit bytes and as many bytes as they
 * say (digest §5.8).
 */
export const readTerminalStatus = (data: Uint8Array): number | null => {
  const lengthBytes = Array.from(data.subarray(0, 3));
  const hasVersion =
    lengthBytes.length === 3 && lengthBytes.every((b) => b >>> 4 === 0x0f && (b & 0x0f) <= 9);
  if (!hasVersion) return data[0] ?? null;
  const versionLength = lengthBytes.reduce((sum, b) => sum * 10 + (b & 0x0f), 0);
  return data[3 + versionLength] ?? null;
};
