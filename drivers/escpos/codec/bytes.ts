/** Small helpers for building byte sequences. */

export const concatBytes = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** `value` (0–65535) as low byte, high byte; ESC/POS calls the pair nL nH. */
export const lowHigh = (value: number): readonly [number, number] => [
  value & 0xff,
  (value >> 8) & 0xff,
];

/** Throws where a parameter would make the printer print the rest as text (digest §1.10): that is our bug. */
export const requireRange = (name: string, value: number, least: number, most: number): number => {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number ${least}–${most}, found ${value}`);
  }
  return value;
};
