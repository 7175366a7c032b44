/** A `bigint` column's text as a number; throws beyond what a number holds exactly. */
const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
};

/**
 * How the texts of a type (by its oid, the same in PostgreSQL and PGlite) are read: one reading for
 * both drivers, which differ by default. `bigint` is a number, `date` stays `YYYY-MM-DD`.
 */
export const READINGS: Readonly<Record<number, (text: string) => unknown>> = {
  20: wholeNumber,
  1082: (text) => text,
};
