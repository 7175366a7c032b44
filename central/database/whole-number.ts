/** The type oid of `bigint`, the same in PostgreSQL and PGlite. */
export const BIGINT_OID = 20 as number;

/** A `bigint` column's text as a number: one reading for both drivers, which differ by default. */
export const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
};
