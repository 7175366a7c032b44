import { decodeBcd, decodeDigits } from './bcd.ts';

/** BMP 60: what the terminal counted in the day that it closes. Sums in minor units. */
export type DayTotals = {
  readonly firstReceipt: string;
  readonly lastReceipt: string;
  /** Payments of all groups; a group's own count is one byte and stops at 255. */
  readonly count: number;
  readonly sum: number;
};

const GROUPS = 7;
const GROUP_BYTES = 7;
const HEADER_BYTES = 4;
/** Two receipt numbers and seven groups (digest §6.3). */
export const DAY_TOTALS_BYTES = HEADER_BYTES + GROUPS * GROUP_BYTES;

/** `null` where it is not of the one length or a digit is none. */
export const readDayTotals = (value: Uint8Array): DayTotals | null => {
  if (value.length !== DAY_TOTALS_BYTES) return null;
  const firstReceipt = decodeDigits(value.subarray(0, 2));
  const lastReceipt = decodeDigits(value.subarray(2, 4));
  if (firstReceipt === null || lastReceipt === null) return null;
  let count = 0;
  let sum = 0;
  for (let at = HEADER_BYTES; at < value.length; at += GROUP_BYTES) {
    const groupSum = decodeBcd(value.subarray(at + 1, at + GROUP_BYTES));
    if (groupSum === null) return null;
    count += value[at] ?? 0;
    sum += groupSum;
  }
  return { firstReceipt, lastReceipt, count, sum };
};
