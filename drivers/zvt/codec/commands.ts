/**
 * What the kiosk sends. There is no way to put card data into any of these (digest §13), and none
 * of the commands that ask for it exists here.
 */
import type { Fils } from '../../../contract/money.ts';
import { encodeApdu } from './apdu.ts';
import { encodeBcd, encodeDigits } from './bcd.ts';
import { encodeTlv } from './tlv.ts';

/** Bahraini dinar, as BMP 49 has it; three decimals, so that minor units are fils (digest §0.6). */
export const BAHRAINI_DINAR = '0048';

/** Both receipts by the kiosk, status messages wanted, kiosk in control, no receipt text (§5.1). */
const CONFIG_KIOSK_COMPOSES = 0x3e;
/** The same, but the terminal gives the text of its receipts. */
const CONFIG_TERMINAL_TEXT = 0xbe;
/** Tag 1F04: of a payment's texts only the customer's, so that the commit point has few (§12.1 b). */
const CUSTOMER_TEXT_ONLY = 0x80;
const PRINTER_COLUMNS = 0x42;
/** Status enquiry without the software version, so that the status is the first byte (§5.8). */
const NO_VERSION = 0x02;
/** Status enquiry: further status in TLV (§5.8). */
const FURTHER_STATUS = 0x04;
/** Repeat receipt: send the last `04 0F` (01) and print nothing (02) (§5.6). */
const STATUS_ONLY = 0x03;

const bytes = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const currencyBmp = bytes([0x49], encodeDigits(BAHRAINI_DINAR));
const amountBmp = (amount: Fils): Uint8Array => bytes([0x04], encodeBcd(amount, 6));

/**
 * `06 00`. `password`: six digits. `printsThroughUs`: the terminal gives receipt text, as `06 D3` where it
 * can. The list of permitted commands (§9, tag 26) has `04 01` and that. Tag 1F73 is never sent: message
 * numbers would make every answer longer and prove nothing that the look-up does not.
 */
export const registration = (password: string, printsThroughUs = false): Uint8Array => {
  const listed = printsThroughUs ? [0x0401, 0x06d3] : [0x0401];
  const permitted = encodeTlv(
    0x26,
    ...listed.map((control) => encodeTlv(0x0a, Uint8Array.of(control >>> 8, control & 0xff))),
  );
  const paper = printsThroughUs
    ? [
        encodeTlv(0x12, Uint8Array.of(PRINTER_COLUMNS)),
        encodeTlv(0x1f04, Uint8Array.of(CUSTOMER_TEXT_ONLY)),
      ]
    : [];
  return encodeApdu(
    0x0600,
    bytes(
      encodeDigits(password),
      [printsThroughUs ? CONFIG_TERMINAL_TEXT : CONFIG_KIOSK_COMPOSES],
      encodeDigits(BAHRAINI_DINAR),
      encodeTlv(0x06, permitted, ...paper),
    ),
  );
};

/**
 * `06 01` with amount and currency; `answerSeconds` (1–255) is how long the terminal shall wait for
 * the answer to its approval before it reverses (BMP 01, digest §4; else 30 s).
 */
export const authorisation = (amount: Fils, answerSeconds?: number): Uint8Array =>
  encodeApdu(
    0x0601,
    bytes(amountBmp(amount), currencyBmp, answerSeconds === undefined ? [] : [0x01, answerSeconds]),
  );

/** `06 30` of one payment, by its four-digit receipt number and amount. */
export const reversal = (password: string, receiptNumber: string, amount: Fils): Uint8Array =>
  encodeApdu(
    0x0630,
    bytes(
      encodeDigits(password),
      [0x87],
      encodeDigits(receiptNumber),
      amountBmp(amount),
      currencyBmp,
    ),
  );

/** `06 20 05 <pw> 03 03`: the last transaction's status, nothing printed. */
export const repeatReceipt = (password: string): Uint8Array =>
  encodeApdu(0x0620, bytes(encodeDigits(password), [0x03, STATUS_ONLY]));

/** `05 01 05 <pw> 03 02`. */
export const statusEnquiry = (password: string): Uint8Array =>
  encodeApdu(0x0501, bytes(encodeDigits(password), [0x03, NO_VERSION]));

/** `05 01 05 <pw> 03 06`: the same with further status in TLV (§5.8). */
export const extendedStatusEnquiry = (password: string): Uint8Array =>
  encodeApdu(0x0501, bytes(encodeDigits(password), [0x03, NO_VERSION | FURTHER_STATUS]));

/** `06 50 03 <pw>`. */
export const endOfDay = (password: string): Uint8Array =>
  encodeApdu(0x0650, encodeDigits(password));

/** `06 70 00`: the terminal's ordinary diagnosis, with its host. */
export const diagnosis = (): Uint8Array => encodeApdu(0x0670);

/** `06 B0 00`. */
export const abort = (): Uint8Array => encodeApdu(0x06b0);

/** `80 00 00`. */
export const positiveAnswer = (): Uint8Array => encodeApdu(0x8000);

/** Why the kiosk does not accept a message. */
export const REFUSAL = {
  /** To a `04 0F`: makes the terminal reverse (§12.2). */
  protocolError: 0x9a,
  /** To a `04 0F`: send it again in 2 s (§6.2). */
  pleaseWait: 0x9c,
  /** To receipt text that is in no journal (§6.5). */
  cannotPrint: 0xcc,
  /** To a message the kiosk does not know (§3). */
  unknownCommand: 0x83,
} as const;

/** `84 xx 00`. */
export const negativeAnswer = (code: (typeof REFUSAL)[keyof typeof REFUSAL]): Uint8Array =>
  encodeApdu(0x8400 | code);
