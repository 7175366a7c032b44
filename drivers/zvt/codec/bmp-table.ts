/** How a BMP's value is measured: a fixed number of bytes, `Fx` digit bytes, or a TLV length. */
export type BmpCoding = number | 'LLVAR' | 'LLLVAR' | 'TLV';

/** Digest §7. A BMP that is not here cannot be skipped: its length is unknown (§0.12). */
const TABLE: Readonly<Record<number, BmpCoding>> = {
  0x01: 1, // timeout, seconds
  0x02: 1, // most status informations
  0x03: 1, // service byte
  0x04: 6, // amount, minor units
  0x05: 1, // pump number
  0x06: 'TLV',
  0x0b: 3, // trace number
  0x0c: 3, // time HHMMSS
  0x0d: 2, // date MMDD
  0x0e: 2, // card expiry
  0x17: 2, // card sequence number
  0x19: 1, // status byte, payment type, card type
  0x22: 'LLVAR', // PAN or EF_ID
  0x23: 'LLVAR', // track 2
  0x24: 'LLLVAR', // track 3
  0x27: 1, // result code
  0x29: 4, // terminal id
  0x2a: 15, // VU number
  0x2d: 'LLVAR', // track 1
  0x2e: 'LLLVAR', // synchronous chip data
  0x37: 3, // original trace
  0x3a: 2, // CVV
  0x3b: 8, // AID authorisation attribute
  0x3c: 'LLLVAR', // additional text
  0x3d: 3, // password
  0x49: 2, // currency
  0x4c: 'LLVAR', // blocked goods groups
  0x60: 'LLLVAR', // single totals
  0x70: 4,
  0x71: 4,
  0x72: 1,
  0x73: 1,
  0x74: 1,
  0x75: 1, // images
  0x87: 2, // receipt number
  0x88: 3, // turnover number
  0x8a: 1, // card type
  0x8b: 'LLVAR', // card name
  0x8c: 1, // network card type
  0x92: 'LLLVAR', // named but not defined
  0x9a: 'LLLVAR', // GeldKarte record
  0xa0: 1, // result code AS
  0xa7: 'LLVAR', // EF_ID
  0xaa: 3, // date YYMMDD
  0xaf: 'LLLVAR', // EF_Info
  0xba: 5, // AID parameter
  0xd0: 1,
  0xd1: 'LLVAR', // PIN data
  0xd2: 1,
  0xd3: 1,
  0xe0: 1,
  0xe9: 1,
  0xea: 1,
  0xeb: 8, // MAC over texts
  0xf0: 1, // display seconds
  0xf9: 1,
  0xfa: 1,
  0xfb: 1,
  0xfc: 1,
  0xfd: 1,
};

/** The coding of `bmp`, or `undefined` where the specification has none. */
export const bmpCoding = (bmp: number): BmpCoding | undefined => {
  const isTextLine = (bmp >= 0xe1 && bmp <= 0xe8) || (bmp >= 0xf1 && bmp <= 0xf8);
  return isTextLine ? 'LLVAR' : TABLE[bmp];
};
