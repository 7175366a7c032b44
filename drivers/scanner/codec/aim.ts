/** AIM symbology identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a modifier. */
const SYMBOLOGIES: Readonly<Record<string, string>> = {
  A: 'code39',
  C: 'code128',
  E: 'ean',
  F: 'codabar',
  G: 'code93',
  I: 'interleaved2of5',
  L: 'pdf417',
  Q: 'qr',
  S: 'industrial2of5',
  U: 'maxiCode',
  X: 'other',
  d: 'dataMatrix',
  e: 'gs1DataBar',
  z: 'aztec',
};

/** Characters of an identifier. */
export const AIM_LENGTH = 3;

/** What an identifier such as `]Q1` means; `null` where it is none. */
export const symbologyOf = (identifier: string): string | null =>
  /^\][A-Za-z][0-9A-Za-z]$/u.test(identifier) ? (SYMBOLOGIES[identifier.charAt(1)] ?? null) : null;
