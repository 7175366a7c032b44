/**
 * Card data stops here: it is wiped in the buffer it came in, before anything else sees the
 * message (digest §13). What is not on the short list of what a receipt and a look-up need is
 * wiped too, so that a field nobody thought of cannot leak.
 */
import { nibbles } from './bcd.ts';
import type { BmpField, BmpRead } from './bmp.ts';
import { readTlv } from './tlv.ts';
import { readDayTotals } from './totals.ts';

const CARD_NUMBER = 0x22;
const CARD_NAME = 0x8b;
const TLV_CONTAINER = 0x06;
const DAY_TOTALS = 0x60;

const KEPT_BMPS: ReadonlySet<number> = new Set([
  0x04, 0x0b, 0x0c, 0x0d, 0x19, 0x27, 0x29, 0x37, 0x3b, 0x49, 0x87, 0x8a, 0x8b, 0x8c, 0xa0,
]);
/** Long trace, payment type with its three parts, cashback, tip, what the terminal asks for, end of day. */
const KEPT_TAGS: ReadonlySet<number> = new Set([
  0x1f2b, 0x2f, 0x1f10, 0x1f11, 0x1f12, 0x1f25, 0x1f36, 0x1f13, 0x1f26,
]);

const MOST_NESTED = 8;

const luhnHolds = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const isCardNumber = (digits: string): boolean =>
  /^[0-9]{13,19}$/u.test(digits) && luhnHolds(digits);

/** Twelve to nineteen digits of which some run has a card number's check digit. */
const containsCardNumber = (digits: string): boolean => {
  for (let from = 0; from + 12 <= digits.length; from++)
    for (let length = 12; length <= 19 && from + length <= digits.length; length++)
      if (luhnHolds(digits.slice(from, from + length))) return true;
  return false;
};

/** A number of twelve or more places, some of them masked: only its last four digits may stay. */
const hideHalfMasked = (text: string): string =>
  text.replace(/[0-9*xX#•](?:[ .\-/]?[0-9*xX#•]){11,}/gu, (run) => {
    const places = run.replaceAll(/[ .\-/]/gu, '');
    if (!/[0-9]/u.test(places) || /^[0-9]*$/u.test(places)) return run;
    let left = (/[0-9]*$/u.exec(places)?.[0] ?? '').slice(-4).length;
    return Array.from(run)
      .reverse()
      .map((char) => (/[0-9]/u.test(char) && left-- <= 0 ? '*' : char))
      .reverse()
      .join('');
  });

/** Free text with every digit of anything like a card number made an asterisk, but a masked one's last four. */
export const hideCardNumbers = (text: string): string =>
  hideHalfMasked(
    text.replace(/[0-9](?:[ .\-/]?[0-9]){11,}/gu, (run) =>
      containsCardNumber(run.replaceAll(/[^0-9]/gu, '')) ? run.replaceAll(/[0-9]/gu, '*') : run,
    ),
  );

export type CardNumberField = {
  /** Present only where everything before the last four is masked. */
  readonly lastFour: string | null;
  /** The terminal sent a number in clear: its provider has to switch masking on. */
  readonly notMasked: boolean;
};

/** What may be kept of BMP 22: nibbles `E` are masked digits, a last `F` is padding. */
const readCardNumber = (value: Uint8Array): CardNumberField => {
  const number = nibbles(value).replace(/f$/u, '');
  const masked = /^e{4,}([0-9]{4})$/u.exec(number);
  return {
    lastFour: masked?.[1] ?? null,
    notMasked: /[0-9]{12}/u.test(number),
  };
};

const wipeTlv = (bytes: Uint8Array, nested = 0): void => {
  const { objects, readBytes } = readTlv(bytes);
  bytes.subarray(readBytes).fill(0);
  for (const { tag, value, constructed } of objects) {
    if (!KEPT_TAGS.has(tag) || nested >= MOST_NESTED) value.fill(0);
    else if (constructed) wipeTlv(value, nested + 1);
    else if (isCardNumber(nibbles(value).replace(/^0+/u, ''))) value.fill(0);
  }
};

const wipeName = (field: BmpField): void => {
  const text = Array.from(field.value, (byte) => String.fromCharCode(byte)).join('');
  Array.from(hideCardNumbers(text), (char, i) => (field.value[i] = char.charCodeAt(0)));
};

/**
 * Wipes everything in `bytes`, read as `read`, that is not needed: tracks, expiry, tokens, texts,
 * unknown tags, and all that could not be read.
 */
export const wipeCardData = (bytes: Uint8Array, read: BmpRead): CardNumberField => {
  if (read.stoppedAt !== null) bytes.subarray(read.stoppedAt.offset + 1).fill(0);
  let found: CardNumberField = { lastFour: null, notMasked: false };
  for (const field of read.fields) {
    if (field.bmp === CARD_NUMBER) {
      const number = readCardNumber(field.value);
      found = { ...number, notMasked: number.notMasked || found.notMasked };
    }
    if (field.bmp === TLV_CONTAINER) wipeTlv(field.value);
    else if (field.bmp === CARD_NAME) wipeName(field);
    else if (field.bmp === DAY_TOTALS && readDayTotals(field.value) !== null) continue;
    else if (!KEPT_BMPS.has(field.bmp)) field.value.fill(0);
  }
  return found;
};
