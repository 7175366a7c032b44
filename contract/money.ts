import { z } from 'zod';
import { fail, ok, type Result } from './result.ts';

/** Integer fils; 1 BHD = 1,000 fils. Never a float of dinars. */
export type Fils = number & { readonly __fils: unique symbol };

export type AmountProblem = 'notAnInteger' | 'zero' | 'negative' | 'aboveLimit';

/** The largest amount any part of the system accepts: BMP 04 of ZVT holds 12 digits, we hold far less. */
export const MAX_FILS = 1_000_000_000;

/** `value` in fils, as a payable amount: a positive integer not above `limit` fils. */
export const payableFils = (value: number, limit = MAX_FILS): Result<Fils, AmountProblem> => {
  if (!Number.isSafeInteger(value)) return fail('notAnInteger');
  if (value === 0) return fail('zero');
  if (value < 0) return fail('negative');
  if (value > limit) return fail('aboveLimit');
  return ok(value as Fils);
};

/** Any whole number of fils from 0 (totals, sums). */
export const filsSchema = z
  .number()
  .int()
  .min(0)
  .max(MAX_FILS)
  .transform((n) => n as Fils)
  .meta({ description: 'integer fils, 1 BHD = 1000 fils' });

/** A whole number of fils of which something is due. */
export const positiveFilsSchema = z
  .number()
  .int()
  .min(1)
  .max(MAX_FILS)
  .transform((n) => n as Fils)
  .meta({ description: 'integer fils, at least 1' });

export const sumFils = (amounts: readonly Fils[]): Fils =>
  amounts.reduce((sum, amount) => sum + amount, 0) as Fils;

/** `12500` → `12.500`: Latin digits, three decimals, grouped by thousands. */
export const filsDigits = (amount: Fils): string => {
  const dinars = Math.floor(amount / 1000)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/gu, ',');
  return `${dinars}.${(amount % 1000).toString().padStart(3, '0')}`;
};

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';

/** For a line of text: `BHD 12.500` or `12.500 د.ب`, the digits isolated left to right. */
export const formatFils = (amount: Fils, language: 'ar' | 'en'): string =>
  language === 'ar'
    ? `${LEFT_TO_RIGHT_ISOLATE}${filsDigits(amount)}${POP_ISOLATE}\u00A0د.ب`
    : `BHD\u00A0${filsDigits(amount)}`;
