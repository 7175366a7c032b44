import { z } from 'zod';

/** UUIDv7, made by the kiosk before anything else happens; the payment's name for ever. */
export const paymentIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  .brand<'PaymentId'>()
  .meta({ description: 'UUIDv7 in lower case' });
export type PaymentId = z.infer<typeof paymentIdSchema>;

/** Random bytes, injected so that a simulation can seed them. */
export type RandomBytes = (count: number) => Uint8Array;

/** A UUIDv7 in lower case. */
export const makeUuid7 = (wallMs: number, random: RandomBytes): string => {
  const bytes = random(16);
  let time = Math.max(0, Math.floor(wallMs));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};

export const makePaymentId = (wallMs: number, random: RandomBytes): PaymentId =>
  paymentIdSchema.parse(makeUuid7(wallMs, random));

/** Crockford's base 32: no I, L, O, U, so that it can be read aloud and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;

/** As people spell it: lower case, with spaces and strokes, O for 0, I or L for 1. */
const normalised = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/gu, '1');

/**
 * The form people read out: twelve characters of the id's random end, `7K2M-9QXD-04TB`.
 * It finds a payment among a kiosk's own; it is no secret and opens nothing.
 */
export const shortPaymentId = (id: PaymentId): string => {
  let value = BigInt(`0x${id.replaceAll('-', '').slice(-15)}`);
  let text = '';
  for (let i = 0; i < 12; i++) {
    text = (ALPHABET[Number(value % 32n)] ?? '') + text;
    value /= 32n;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

const SHORT_CHARACTERS = 12;

/** A typed short id in its one form, however it was spelt; `null` where it cannot be one. */
export const readShortPaymentId = (typed: string): string | null => {
  const text = normalised(typed);
  if (text.length !== SHORT_CHARACTERS) return null;
  if (Array.from(text).some((char) => !ALPHABET.includes(char))) return null;
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

/** The last fifteen hexadecimal digits of the one id that a short id (in its one form) stands for. */
export const idEndOf = (shortId: string): string => {
  const value = Array.from(shortId.replaceAll('-', '')).reduce(
    (sum, char) => sum * 32n + BigInt(ALPHABET.indexOf(char)),
    0n,
  );
  return value.toString(16).padStart(15, '0');
};

const SLIP_CHARACTERS = 17;

const checkCharacter = (body: string): string => {
  let remainder = 0;
  for (const char of body) remainder = (remainder * 32 + ALPHABET.indexOf(char)) % 37;
  return CHECK_ALPHABET[remainder] ?? '';
};

/**
 * So many random characters (5 bits each) and a check character (mod 37, as Crockford's). The last
 * random character steps on until the check is a letter or digit, so that no `*~$=U` is ever printed.
 */
export const makeCheckedCode = (random: RandomBytes, characters: number): string => {
  const numbers = Array.from(random(characters), (b) => b % 32);
  const start = numbers
    .slice(0, -1)
    .map((n) => ALPHABET[n] ?? '')
    .join('');
  const last = numbers.at(-1) ?? 0;
  for (let step = 0; ; step++) {
    const body = start + (ALPHABET[(last + step) % 32] ?? '');
    const check = checkCharacter(body);
    if (ALPHABET.includes(check)) return body + check;
  }
};

/** A typed or scanned code of so many random characters in its one form, or `null` where the check does not fit. */
export const readCheckedCode = (typed: string, characters: number): string | null => {
  const text = normalised(typed);
  if (text.length !== characters + 1) return null;
  const body = text.slice(0, characters);
  if (Array.from(body).some((char) => !ALPHABET.includes(char))) return null;
  return checkCharacter(body) === text.slice(characters) ? body + checkCharacter(body) : null;
};

/** 85 random bits: the key to one receipt. */
export const makeSlipCode = (random: RandomBytes): string =>
  makeCheckedCode(random, SLIP_CHARACTERS);

/** A typed or scanned slip code in its one form, or `null` where the check character does not fit. */
export const readSlipCode = (typed: string): string | null =>
  readCheckedCode(typed, SLIP_CHARACTERS);

export const slipCodeSchema = z
  .string()
  .max(40)
  .refine((typed) => readSlipCode(typed) !== null, 'not a slip code');
