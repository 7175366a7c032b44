/**
 * Whether a track is a bank card's. Works on bytes, and on copies that it wipes: a string could never
 * be taken back out of memory.
 */
import { IIN_LENGTH, isPaymentIin } from './iin-ranges.ts';

export type TrackNumber = 1 | 2 | 3;

const SHORTEST_PAN = 12;
const LONGEST_PAN = 19;
const ZERO = 0x30;
/** Between the digits of a number written for people. */
const GAPS = new Set([0x20, 0x2d]);
const FORMAT_B = 0x42;
/** Track 3 has two digits of format before the number (ISO/IEC 4909). */
const TRACK_3_FORMAT = 2;

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

const luhnHolds = (digits: Uint8Array): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits[digits.length - 1 - i] ?? 0;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const isPan = (digits: Uint8Array): boolean =>
  digits.length >= SHORTEST_PAN &&
  digits.length <= LONGEST_PAN &&
  isPaymentIin(digits.subarray(0, IIN_LENGTH).reduce((sum, digit) => sum * 10 + digit, 0)) &&
  luhnHolds(digits);

/** A number is a whole field; of one too long to be a field, its separator unread, any beginning counts. */
const beginsWithPan = (digits: Uint8Array): boolean => {
  if (digits.length <= LONGEST_PAN) return isPan(digits);
  for (let length = SHORTEST_PAN; length <= LONGEST_PAN; length++)
    if (isPan(digits.subarray(0, length))) return true;
  return false;
};

/** The digits of the field at `from`, gaps between them left out, as numbers; and where it ends. */
const digitsAt = (
  track: Uint8Array,
  from: number,
): { readonly digits: Uint8Array; readonly end: number } => {
  // Of a buffer of its own: V8 keeps small ones in its heap, and copies of them when it moves them.
  const digits = new Uint8Array(new ArrayBuffer(track.length - from));
  let count = 0;
  let at = from;
  for (; at < track.length; at++) {
    const byte = track[at] ?? 0;
    if (isDigit(byte)) digits[count++] = byte - ZERO;
    else if (!GAPS.has(byte)) break;
  }
  return { digits: digits.subarray(0, count), end: at };
};

/** ISO/IEC 7813's format of financial cards: `B` and a number, whoever issued it. */
const isFinancialFormat = (track: Uint8Array): boolean => {
  const at = track.indexOf(FORMAT_B);
  if (at < 0 || at > 1) return false;
  const { digits } = digitsAt(track, at + 1);
  const { length } = digits;
  digits.fill(0);
  return length >= SHORTEST_PAN;
};

/** Whether `track` holds a payment card's number: issuer range and check digit, at the head of any field. */
export const isBankTrack = (track: Uint8Array, number: TrackNumber): boolean => {
  if (number === 1 && isFinancialFormat(track)) return true;
  for (let at = 0; at < track.length; at++) {
    if (!isDigit(track[at])) continue;
    const { digits, end } = digitsAt(track, at);
    const isBank =
      beginsWithPan(digits) || (number === 3 && beginsWithPan(digits.subarray(TRACK_3_FORMAT)));
    digits.fill(0);
    if (isBank) return true;
    at = end;
  }
  return false;
};
