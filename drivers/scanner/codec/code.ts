import { AIM_LENGTH, symbologyOf } from './aim.ts';

/** The most that a QR code holds (version 40-L, letters and digits), and its identifier. */
export const LONGEST_CODE = 4_296 + AIM_LENGTH;

export type ScannedCode = { readonly symbology: string | null; readonly text: string };

/** Control characters that codes carry on purpose: HT, and GS1's and AAMVA's FS, GS, RS, EOT. */
const CONTROLS_IN_CODES = new Set([0x09, 0x0a, 0x0d, 0x1c, 0x1d, 0x1e, 0x04]);

const isNoise = (byte: number): boolean =>
  (byte < 0x20 && !CONTROLS_IN_CODES.has(byte)) || byte === 0x7f;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a code; `null` where bytes are no text, as after a wrong baud rate or a lost byte. */
export const readText = (bytes: Uint8Array): string | null => {
  if (bytes.length === 0 || bytes.some(isNoise)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** A scanned line, its AIM identifier taken off where the scanner sends one. */
export const readCode = (line: Uint8Array): ScannedCode | null => {
  const text = readText(line);
  if (text === null) return null;
  const symbology = symbologyOf(text.slice(0, AIM_LENGTH));
  if (symbology === null) return { symbology, text };
  const rest = text.slice(AIM_LENGTH);
  return rest === '' ? null : { symbology, text: rest };
};
