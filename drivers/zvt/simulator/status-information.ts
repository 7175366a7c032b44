import type { Card } from './cards.ts';
import { ascii, bcd, container, lllvar, llvar, tlv } from './fields.ts';
import type { EndOfDay, Transaction } from './memory.ts';

export type StatusOptions = {
  readonly terminalId: string;
  /** BMP 2A, up to 15 characters. */
  readonly merchantNumber: string | null;
  /** Only where the till sent one (ZVT digest §3). */
  readonly currency: number | null;
  /** Only where the till showed that it knows TLV (ZVT digest §9). */
  readonly withTlv: boolean;
  /** Mishaps: an unmasked test number, a BMP nobody knows. */
  readonly fullPan?: boolean;
  readonly unknownBmp?: 'last' | 'first' | null;
};

const masked = (pan: string, full: boolean): number[] => {
  const digits = full ? pan : pan.slice(-4).padStart(pan.length, 'e');
  const even = digits.length % 2 === 0 ? digits : `${digits}f`;
  return [...Buffer.from(even, 'hex')];
};

const UNKNOWN = [0xc7, 0x01, 0x02];

/** The data of `04 0F` for a payment or reversal, in the order old tills rely on (ZVT digest §6.2). */
export const statusInformation = (
  transaction: Transaction,
  card: Card,
  options: StatusOptions,
): number[] => {
  const { originalTrace, authorisationCode: code } = transaction;
  return [
    ...[0x27, 0x00],
    ...(options.unknownBmp === 'first' ? UNKNOWN : []),
    ...[0x04, ...bcd(transaction.amountFils, 6)],
    ...[0x0b, ...bcd(transaction.trace, 3)],
    ...(originalTrace === null ? [] : [0x37, ...bcd(originalTrace, 3)]),
    ...[0x0c, ...bcd(transaction.time, 3)],
    ...[0x0d, ...bcd(transaction.date, 2)],
    ...[0x19, card.authentication === 2 ? 0x70 : 0x60],
    ...[0x22, ...llvar(masked(card.pan, options.fullPan === true))],
    ...[0x29, ...bcd(options.terminalId, 4)],
    ...[0x3b, ...padZero(ascii(code), 8)],
    ...(options.currency === null ? [] : [0x49, ...bcd(options.currency, 2)]),
    ...[0x87, ...bcd(transaction.receipt, 2)],
    ...(card.zvtType === null ? [] : [0x8a, card.zvtType]),
    ...(options.merchantNumber === null
      ? []
      : [0x2a, ...ascii(options.merchantNumber.padEnd(15).slice(0, 15))]),
    ...[0x8b, ...llvar([...ascii(card.label), 0])],
    ...(options.unknownBmp === 'last' ? UNKNOWN : []),
    ...(options.withTlv ? paymentTlv(card.applicationId, card) : []),
  ];
};

const paymentTlv = (
  applicationId: readonly number[],
  how: { readonly authentication: number; readonly reading: number },
): number[] =>
  container(
    tlv(0x43, applicationId),
    tlv(0x15, ascii('en')),
    tlv(0x2f, [
      ...tlv(0x1f12, [how.reading]),
      ...tlv(0x1f10, [how.authentication]),
      ...tlv(0x1f11, [1]),
    ]),
  );

const padZero = (bytes: readonly number[], width: number): number[] => [
  ...bytes,
  ...Array<number>(width - bytes.length).fill(0),
];

/** `04 0F` that carries nothing but a result. */
export const failedStatus = (resultCode: number): number[] => [0x27, resultCode];

/** BMP 60's order: girocard, JCB, Mastercard, Amex, VISA, Diners, others (ZVT digest §6.3). */
const GROUP_OF = { mastercard: 2, visa: 4, benefit: 6 } as const;

/** The data of `04 0F` after an end of day. */
export const endOfDayStatus = (day: EndOfDay, currency: number | null): number[] => {
  const groups = Array.from({ length: 7 }, () => ({ count: 0, sumFils: 0 }));
  for (const { card, count, sumFils } of day.totals) groups[GROUP_OF[card]] = { count, sumFils };
  const total = day.totals.reduce((sum, each) => sum + each.sumFils, 0);
  const single = [
    ...bcd(day.receipts[0] ?? 0, 2),
    ...bcd(day.receipts.at(-1) ?? 0, 2),
    ...groups.flatMap(({ count, sumFils }) => [Math.min(count, 255), ...bcd(sumFils, 6)]),
  ];
  return [
    ...[0x27, 0x00],
    ...[0x04, ...bcd(total, 6)],
    ...[0x60, ...lllvar(single)],
    ...[0x0b, ...bcd(day.trace, 3)],
    ...[0x0c, ...bcd(day.time, 3)],
    ...[0x0d, ...bcd(day.date, 2)],
    ...(currency === null ? [] : [0x49, ...bcd(currency, 2)]),
  ];
};
