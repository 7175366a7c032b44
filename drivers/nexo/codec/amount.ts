import type { Fils } from '../../../contract/money.ts';

/** The protocol's largest amount, 99999999.999 dinars. */
const MOST_FILS = 99_999_999_999;

/**
 * Fils as the decimal number of dinars that goes into JSON. One correctly rounded division prints back
 * exactly; a product by 0.001 does not (nexo digest §11).
 */
export const dinarsOf = (amount: Fils): number => amount / 1000;

const filsOfText = (text: string): number | null => {
  const [, whole, decimals] = /^(\d{1,8})(?:\.(\d{1,6}))?$/u.exec(text) ?? [];
  if (whole === undefined) return null;
  const places = (decimals ?? '').padEnd(6, '0');
  return places.endsWith('000') ? Number(whole) * 1000 + Number(places.slice(0, 3)) : null;
};

/**
 * A decimal amount of dinars from JSON, a number or its text, as whole fils ≥ 0; `null` where it is not
 * one. More than three decimals are an error, never rounded (digest §11).
 */
export const filsOf = (value: unknown): number | null => {
  if (typeof value === 'string') return filsOfText(value);
  if (typeof value !== 'number' || !(value >= 0)) return null;
  const fils = Math.round(value * 1000);
  return fils <= MOST_FILS && fils / 1000 === value ? fils : null;
};
