/** TLV as ZVT has it (digest §9): not quite BER, and its length is high byte first. */

export type TlvObject = {
  readonly tag: number;
  /** A view into the bytes that were read. */
  readonly value: Uint8Array;
  readonly constructed: boolean;
};

export type TlvRead = {
  readonly objects: readonly TlvObject[];
  /** Where reading stopped because the rest makes no sense; the input's length where all was read. */
  readonly readBytes: number;
};

/** Their third byte would be missing by the rule; the specification means two bytes (digest §9). */
const isTwoByteException = (first: number, second: number): boolean =>
  first === 0x1f && second >= 0x80 && second <= 0x83;

const readTag = (bytes: Uint8Array, at: number): { tag: number; next: number } | null => {
  const first = bytes[at];
  if (first === undefined) return null;
  if ((first & 0x1f) !== 0x1f) return { tag: first, next: at + 1 };
  const second = bytes[at + 1];
  if (second === undefined) return null;
  const tag = (first << 8) | second;
  if ((second & 0x80) === 0 || isTwoByteException(first, second)) return { tag, next: at + 2 };
  const third = bytes[at + 2];
  if (third === undefined || (third & 0x80) !== 0) return null;
  return { tag: tag * 0x100 + third, next: at + 3 };
};

/** The length at `at` and where its value starts, or `null` where it is cut or reserved. */
export const readTlvLength = (
  bytes: Uint8Array,
  at: number,
): { length: number; next: number } | null => {
  const [first, second, third] = bytes.subarray(at, at + 3);
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, next: at + 1 };
  if (first === 0x81 && second !== undefined) return { length: second, next: at + 2 };
  if (first === 0x82 && second !== undefined && third !== undefined)
    return { length: (second << 8) | third, next: at + 3 };
  return null;
};

/** The objects of one level. Unknown tags are read like any other: their length is known. */
export const readTlv = (bytes: Uint8Array): TlvRead => {
  const objects: TlvObject[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readTag(bytes, at);
    const length = tag === null ? null : readTlvLength(bytes, tag.next);
    if (tag === null || length === null || length.next + length.length > bytes.length) break;
    const value = bytes.subarray(length.next, length.next + length.length);
    objects.push({ tag: tag.tag, value, constructed: ((bytes[at] ?? 0) & 0x20) !== 0 });
    at = length.next + length.length;
  }
  return { objects, readBytes: at };
};

const tagBytes = (tag: number): readonly number[] =>
  tag > 0xffff
    ? [tag >>> 16, (tag >>> 8) & 0xff, tag & 0xff]
    : tag > 0xff
      ? [tag >>> 8, tag & 0xff]
      : [tag];

const lengthBytes = (length: number): readonly number[] =>
  length < 0x80 ? [length] : length <= 0xff ? [0x81, length] : [0x82, length >>> 8, length & 0xff];

/** One object; for a container pass the encoded objects one after the other. */
export const encodeTlv = (tag: number, ...values: readonly Uint8Array[]): Uint8Array => {
  const value = values.flatMap((part) => Array.from(part));
  return Uint8Array.from([...tagBytes(tag), ...lengthBytes(value.length), ...value]);
};
