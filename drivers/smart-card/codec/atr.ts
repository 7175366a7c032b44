const SHORTEST = 2;
const LONGEST = 33;
/** TS: direct or inverse convention (ISO/IEC 7816-3). */
const FIRST = new Set([0x3b, 0x3f]);

/** An answer to reset as hex, `3B80…`; `null` where the bytes are none. */
export const readAtr = (bytes: Uint8Array): string | null => {
  const [first] = bytes;
  if (first === undefined || !FIRST.has(first)) return null;
  if (bytes.length < SHORTEST || bytes.length > LONGEST) return null;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
};
