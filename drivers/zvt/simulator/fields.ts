/** Encoders and the reader of ZVT data fields (ZVT digest §3, §7, §9). */

/** `digits` as packed BCD in `width` bytes, leading zeros. */
export const bcd = (digits: number | string, width: number): number[] => {
  const text = String(digits).padStart(width * 2, '0');
  if (text.length !== width * 2 || !/^[0-9]+$/u.test(text))
    throw new RangeError(`${text} is no BCD of ${width} bytes`);
  return text.match(/../gu)?.map((pair) => parseInt(pair, 16)) ?? [];
};

/** `NaN` where a nibble is no digit. */
export const readBcd = (bytes: Uint8Array): number =>
  Number(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));

const digitBytes = (count: number, places: number): number[] =>
  Array.from(String(count).padStart(places, '0'), (digit) => 0xf0 | Number(digit));

export const llvar = (bytes: readonly number[]): number[] => [
  ...digitBytes(bytes.length, 2),
  ...bytes,
];

export const lllvar = (bytes: readonly number[]): number[] => [
  ...digitBytes(bytes.length, 3),
  ...bytes,
];

export const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

const tlvLength = (size: number): number[] =>
  size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >>> 8, size & 0xff];

/** One TLV object; `tag` up to two bytes. */
export const tlv = (tag: number, value: readonly number[]): number[] => [
  ...(tag > 0xff ? [tag >>> 8, tag & 0xff] : [tag]),
  ...tlvLength(value.length),
  ...value,
];

/** BMP 06: its length is TLV-coded, not LLLVAR (ZVT digest §0.5). */
export const container = (...objects: readonly number[][]): number[] => tlv(0x06, objects.flat());

const FIXED: Readonly<Record<number, number>> = {
  0x01: 1, 0x02: 1, 0x03: 1, 0x04: 6, 0x05: 1, 0x0b: 3, 0x0c: 3, 0x0d: 2, 0x0e: 2, 0x17: 2,
  0x19: 1, 0x27: 1, 0x29: 4, 0x2a: 15, 0x37: 3, 0x3a: 2, 0x3b: 8, 0x3d: 3, 0x49: 2, 0x87: 2,
  0x88: 3, 0x8a: 1, 0x8c: 1, 0xa0: 1, 0xaa: 3, 0xba: 5, 0xd0: 1, 0xd2: 1, 0xd3: 1, 0xea: 1,
  0xf0: 1, 0xf9: 1, 0xfa: 1, 0xfb: 1, 0xfc: 1, 0xfd: 1,
}; // prettier-ignore
const TWO_DIGIT = new Set([0x22, 0x23, 0x2d, 0x4c, 0x8b, 0xd1, 0xf1, 0xf2, 0xf3, 0xf4]);
const THREE_DIGIT = new Set([0x24, 0x2e, 0x3c, 0x60, 0x9a]);

export type Fields = ReadonlyMap<number, Uint8Array>;
export type FieldsProblem = 'unknownField' | 'malformed';

/** Reads BMPs in any order; an unknown one ends it, since its length is unknown (ZVT digest §0.12). */
export const readFields = (data: Uint8Array): Fields | FieldsProblem => {
  const fields = new Map<number, Uint8Array>();
  let at = 0;
  while (at < data.length) {
    const number = data[at] ?? 0;
    at += 1;
    const size = fieldSize(number, data.subarray(at));
    if (typeof size === 'string') return size;
    if (at + size.header + size.value > data.length) return 'malformed';
    fields.set(number, data.slice(at + size.header, at + size.header + size.value));
    at += size.header + size.value;
  }
  return fields;
};

const fieldSize = (
  number: number,
  rest: Uint8Array,
): { readonly header: number; readonly value: number } | FieldsProblem => {
  const fixed = FIXED[number];
  if (fixed !== undefined) return { header: 0, value: fixed };
  if (TWO_DIGIT.has(number)) return digitSize(rest, 2);
  if (THREE_DIGIT.has(number)) return digitSize(rest, 3);
  if (number === 0x06) return readTlvLength(rest);
  return 'unknownField';
};

const digitSize = (
  rest: Uint8Array,
  places: number,
): { header: number; value: number } | 'malformed' => {
  let value = 0;
  for (let i = 0; i < places; i++) {
    const byte = rest[i] ?? 0;
    if (byte >>> 4 !== 0xf || (byte & 0xf) > 9) return 'malformed';
    value = value * 10 + (byte & 0xf);
  }
  return { header: places, value };
};

const readTlvLength = (rest: Uint8Array): { header: number; value: number } | 'malformed' => {
  const [first, second, third] = rest;
  if (first === undefined) return 'malformed';
  if (first < 0x80) return { header: 1, value: first };
  if (first === 0x81 && second !== undefined) return { header: 2, value: second };
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { header: 3, value: (second << 8) | third };
  return 'malformed';
};
