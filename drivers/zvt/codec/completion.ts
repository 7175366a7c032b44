/** A Completion has no form of its own: it depends on the command that it ends (digest §6.5). */
import { decodeDigits } from './bcd.ts';
import { readBmps } from './bmp.ts';
import { readTlv } from './tlv.ts';

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
 * Where the terminal status stands after `05 01`; it has no BMP number. We ask for no software version,
 * but a terminal may send it: three digit bytes and as many bytes as they say (digest §5.8).
 */
const statusAt = (data: Uint8Array): number => {
  const lengthBytes = Array.from(data.subarray(0, 3));
  const hasVersion =
    lengthBytes.length === 3 && lengthBytes.every((b) => b >>> 4 === 0x0f && (b & 0x0f) <= 9);
  if (!hasVersion) return 0;
  return 3 + lengthBytes.reduce((sum, b) => sum * 10 + (b & 0x0f), 0);
};

/** The terminal status after `05 01`, or `null` where there is none. */
export const readTerminalStatus = (data: Uint8Array): number | null => data[statusAt(data)] ?? null;

export type ExtendedStatus = {
  readonly terminalStatus: number;
  /** Tag 1F44. */
  readonly terminalId: string | null;
};

/** The same with the TLV container behind it; `null` where there is no status. */
export const readExtendedStatus = (data: Uint8Array): ExtendedStatus | null => {
  const terminalStatus = readTerminalStatus(data);
  if (terminalStatus === null) return null;
  const container = readBmps(data.subarray(statusAt(data) + 1)).fields.find(
    ({ bmp }) => bmp === 0x06,
  );
  const found = readTlv(container?.value ?? new Uint8Array()).objects.find(
    ({ tag }) => tag === 0x1f44,
  );
  return { terminalStatus, terminalId: found === undefined ? null : decodeDigits(found.value) };
};
