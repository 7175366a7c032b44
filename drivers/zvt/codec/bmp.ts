import { bmpCoding, type BmpCoding } from './bmp-table.ts';
import { readTlvLength } from './tlv.ts';

export type BmpField = {
  readonly bmp: number;
  /** A view into the bytes that were read, without length bytes. */
  readonly value: Uint8Array;
};

export type BmpRead = {
  readonly fields: readonly BmpField[];
  /** The first BMP that could not be read, and why; everything from there on is unparsed. */
  readonly stoppedAt: {
    readonly bmp: number;
    readonly why: 'unknown' | 'cut' | 'badLength';
    readonly offset: number;
  } | null;
};

/** `Fx Fy (Fz)` → the decimal number xy(z), or `null` where a byte is no such digit. */
const readDigitLength = (bytes: Uint8Array, at: number, digits: number): number | null => {
  let length = 0;
  for (let i = 0; i < digits; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte >>> 4 !== 0x0f || (byte & 0x0f) > 9) return null;
    length = length * 10 + (byte & 0x0f);
  }
  return length;
};

const measure = (
  coding: BmpCoding,
  bytes: Uint8Array,
  at: number,
): { length: number; next: number } | 'cut' | 'badLength' => {
  if (typeof coding === 'number') return { length: coding, next: at };
  if (coding === 'TLV') {
    const tlv = readTlvLength(bytes, at);
    if (tlv !== null) return tlv;
    return (bytes[at] ?? 0x81) <= 0x82 && bytes[at] !== 0x80 ? 'cut' : 'badLength';
  }
  const digits = coding === 'LLVAR' ? 2 : 3;
  if (at + digits > bytes.length) return 'cut';
  const length = readDigitLength(bytes, at, digits);
  return length === null ? 'badLength' : { length, next: at + digits };
};

/** Reads BMPs in any order until the end or the first one that cannot be read. Never throws. */
export const readBmps = (bytes: Uint8Array): BmpRead => {
  const fields: BmpField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const bmp = bytes[at] ?? 0;
    const stop = (why: 'unknown' | 'cut' | 'badLength'): BmpRead => ({
      fields,
      stoppedAt: { bmp, why, offset: at },
    });
    const coding = bmpCoding(bmp);
    if (coding === undefined) return stop('unknown');
    const size = measure(coding, bytes, at + 1);
    if (typeof size === 'string') return stop(size);
    if (size.next + size.length > bytes.length) return stop('cut');
    fields.push({ bmp, value: bytes.subarray(size.next, size.next + size.length) });
    at = size.next + size.length;
  }
  return { fields, stoppedAt: null };
};
