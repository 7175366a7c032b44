export type Apdu = {
  /** CLASS and INSTR as one number: `0x0601` is Authorisation. */
  readonly command: number;
  readonly data: Uint8Array;
};

/** The bytes of a message. `long` forces the three-byte length, which is legal for short data too. */
export const encodeApdu = (apdu: Apdu, long = false): Uint8Array => {
  const size = apdu.data.length;
  const length = long || size > 0xfe ? [0xff, size & 0xff, size >>> 8] : [size];
  return Uint8Array.from([apdu.command >>> 8, apdu.command & 0xff, ...length, ...apdu.data]);
};

/** `null` where the length field does not fit the bytes. */
export const decodeApdu = (bytes: Uint8Array): Apdu | null => {
  const [high, low, first] = bytes;
  if (high === undefined || low === undefined || first === undefined) return null;
  const header = first === 0xff ? 5 : 3;
  const size = first === 0xff ? (bytes[3] ?? 0) | ((bytes[4] ?? 0) << 8) : first;
  if (bytes.length !== header + size) return null;
  return { command: (high << 8) | low, data: bytes.slice(header) };
};

export const message = (command: number, ...data: readonly number[]): Apdu => ({
  command,
  data: Uint8Array.from(data),
});

export const POSITIVE = message(0x8000);
/** `84 xx 00`. */
export const negative = (errorId: number): Apdu => message(0x8400 | errorId);
