/** `value`, a whole number from 0, as `bytes` bytes of packed BCD with leading zeros. */
export const encodeBcd = (value: number, bytes: number): Uint8Array => {
  const digits = String(value).padStart(bytes * 2, '0');
  if (!/^[0-9]+$/u.test(digits) || digits.length > bytes * 2)
    throw new RangeError(`${String(value)} does not fit ${String(bytes)} BCD bytes`);
  return encodeDigits(digits);
};

/** An even number of decimal digits, packed high nibble first. */
export const encodeDigits = (digits: string): Uint8Array => {
  if (!/^(?:[0-9]{2})*$/u.test(digits)) throw new RangeError('not an even number of digits');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
  );
};

/** The nibbles as lower-case hex characters: digits where it is BCD, `a`–`f` where it is not. */
export const nibbles = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The digits of packed BCD, or `null` where a nibble is no digit. */
export const decodeDigits = (bytes: Uint8Array): string | null => {
  const digits = nibbles(bytes);
  return /^[0-9]*$/u.test(digits) ? digits : null;
};

/** The number packed BCD stands for, or `null` where a nibble is no digit. */
export const decodeBcd = (bytes: Uint8Array): number | null => {
  const digits = decodeDigits(bytes);
  if (digits === null || digits === '') return null;
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : null;
};
