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
/** Status enquiry without the software version, so that the status is the first byte (§5.8). */
const NO_VERSION = 0x02;
/** Repeat receipt: send the last `04 0F` (01) and print nothing (02) (§5.6). */
const STATUS_ONLY = 0x03;

const bytes = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const currencyBmp = bytes([0x49], encodeDigits(BAHRAINI_DINAR));
const amountBmp = (amount: Fils): Uint8Array => bytes([0x04], encodeBcd(amount, 6));

/** `06 00`. `password`: six digits. The list of permitted commands has only `04 01` (§9, tag 26). */
export const registration = (password: string): Uint8Array => {
  const permitted = encodeTlv(0x26, encodeTlv(0x0a, Uint8Array.of(0x04, 0x01)));
  return encodeApdu(
    0x0600,
    bytes(
      encodeDigits(password),
      [CONFIG_KIOSK_COMPOSES],
      encodeDigits(BAHRAINI_DINAR),
      encodeTlv(0x06, permitted),
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
  /** To a message the kiosk does not know (§3). */
  unknownCommand: 0x83,
} as const;

/** `84 xx 00`. */
export const negativeAnswer = (code: (typeof REFUSAL)[keyof typeof REFUSAL]): Uint8Array =>
  encodeApdu(0x8400 | code);
