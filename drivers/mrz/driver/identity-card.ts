import { parse, type FieldName, type ParseResult } from 'mrz';
import type { Scan } from '../../reader.ts';
import type { Td1Lines } from '../codec/td1-stream.ts';

type IdentityCard = Extract<Scan, { readonly kind: 'identityCard' }>;

const CHECK_DIGITS: readonly FieldName[] = [
  'documentNumberCheckDigit',
  'birthDateCheckDigit',
  'expirationDateCheckDigit',
  'compositeCheckDigit',
];
/** TD1: identity cards and residence permits. */
const FIRST_LETTERS = /^[ACI]/u;

/** A number over nine places goes on in the optional data, its check digit behind it: 9303-5, 4.2.2. */
const LONG_NUMBER = /^[0-9A-Z]+[0-9]<+$/u;

const digitsHold = ({ details }: ParseResult): boolean =>
  CHECK_DIGITS.every((name) => details.some(({ field, valid }) => field === name && valid));

/** The issuer's field of the machine-readable text, fillers off. */
const filled = (text: string): string => text.replaceAll(/<+$/gu, '');

const SPAN_YEARS = 50;

/** `YYMMDD` within fifty years of now; `null` where a part is unknown or no such day is. */
const dateNear = (text: string, nowMs: number): string | null => {
  if (!/^[0-9]{6}$/u.test(text)) return null;
  const thisYear = new Date(nowMs).getUTCFullYear();
  let year = Math.floor(thisYear / 100) * 100 + Number(text.slice(0, 2));
  if (year > thisYear + SPAN_YEARS) year -= 100;
  if (year <= thisYear - SPAN_YEARS) year += 100;
  const date = `${String(year)}-${text.slice(2, 4)}-${text.slice(4, 6)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
};

/** Where the issuer put the holder's number: the first optional field of nothing but digits. */
const personalNumberOf = (optionals: readonly string[]): string | null =>
  optionals.map(filled).find((text) => /^[0-9]{6,}$/u.test(text)) ?? null;

const parseQuietly = (lines: Td1Lines): ParseResult | null => {
  try {
    // A letter O read among the digits of a date is put right; the check digits still decide.
    return parse([...lines], { autocorrect: true });
  } catch {
    return null;
  }
};

/** The card that three lines are; `null` where a check digit is wrong or they are no TD1. */
export const readIdentityCard = (lines: Td1Lines, nowMs: number): IdentityCard | null => {
  const [first, second] = lines;
  const isLong = first.charAt(14) === '<';
  if (!FIRST_LETTERS.test(first) || (isLong && !LONG_NUMBER.test(first.slice(15)))) return null;
  const issuer = filled(first.slice(2, 5));
  const result = parseQuietly(lines);
  if (result?.format !== 'TD1' || !digitsHold(result) || !/^[A-Z]{1,3}$/u.test(issuer)) return null;
  const documentNumber = result.fields.documentNumber ?? '';
  if (documentNumber === '') return null;
  const optional1 = isLong ? '' : first.slice(15);
  return {
    kind: 'identityCard',
    documentNumber,
    personalNumber: personalNumberOf([optional1, second.slice(18, 29)]),
    issuer,
    expires: dateNear(result.fields.expirationDate ?? '', nowMs),
  };
};
