import { decodeBcd, decodeDigits } from './bcd.ts';
import { readBmps, type BmpField } from './bmp.ts';
import { wipeCardData } from './card-data.ts';
import type { StatusInformation } from './messages.ts';
import { readTlv } from './tlv.ts';
import { readDayTotals } from './totals.ts';

const LONG_TRACE_TAG = 0x1f2b;
const END_OF_DAY_MODE_TAG = 0x1f26;
const ASKS_FOR_TAG = 0x1f13;
const NO_TRACE = '000000';

/** Printable ASCII of a fixed or null-terminated text field, trimmed; `null` where nothing is left. */
const asciiText = (value: Uint8Array): string | null => {
  const text = Array.from(value, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/\0[^]*$/u, '')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim();
  return text === '' ? null : text;
};

const tagValue = (container: Uint8Array | undefined, wanted: number): Uint8Array | undefined =>
  container === undefined
    ? undefined
    : readTlv(container).objects.find(({ tag }) => tag === wanted)?.value;

const longTrace = (container: Uint8Array | undefined): string | null => {
  const found = tagValue(container, LONG_TRACE_TAG);
  const digits = found === undefined ? null : decodeDigits(found);
  return digits === null || digits === '' || digits.length > 16 ? null : digits;
};

/**
 * Reads a `04 0F` of a payment or reversal and wipes card data in `data` itself. The first of
 * several equal BMPs counts; what follows an unknown one is left out and said in `unparsedFrom`.
 */
export const readStatusInformation = (data: Uint8Array): StatusInformation => {
  const read = readBmps(data);
  const card = wipeCardData(data, read);
  const find = (bmp: number): Uint8Array | undefined =>
    read.fields.find((field: BmpField) => field.bmp === bmp)?.value;
  const byte = (bmp: number): number | null => find(bmp)?.[0] ?? null;
  const digits = (bmp: number): string | null => {
    const value = find(bmp);
    return value === undefined ? null : decodeDigits(value);
  };
  const text = (bmp: number): string | null => {
    const value = find(bmp);
    return value === undefined ? null : asciiText(value);
  };
  const amount = find(0x04);
  const totals = find(0x60);
  const shortTrace = digits(0x0b);
  const trace =
    shortTrace === null || shortTrace === NO_TRACE
      ? (longTrace(find(0x06)) ?? shortTrace)
      : shortTrace;
  return {
    resultCode: byte(0x27),
    hostCode: byte(0xa0),
    amount: amount === undefined ? null : decodeBcd(amount),
    currency: digits(0x49),
    trace,
    originalTrace: digits(0x37),
    receiptNumber: digits(0x87),
    terminalId: digits(0x29),
    date: digits(0x0d),
    time: digits(0x0c),
    authorisationCode: text(0x3b),
    cardType: byte(0x8a),
    cardName: text(0x8b),
    lastFour: card.lastFour,
    totals: totals === undefined ? null : readDayTotals(totals),
    endOfDayMode: tagValue(find(0x06), END_OF_DAY_MODE_TAG)?.[0] ?? null,
    asksFor: tagValue(find(0x06), ASKS_FOR_TAG)?.[0] ?? null,
    cardNumberNotMasked: card.notMasked,
    unparsedFrom: read.stoppedAt?.bmp ?? null,
  };
};
