/** `'06 0F 00'` → bytes; spaces and line breaks are for the reader. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9A-Fa-f]{2}/gu) ?? [], (pair) => Number.parseInt(pair, 16));

/** Bytes → `'06 0F 00'`. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
