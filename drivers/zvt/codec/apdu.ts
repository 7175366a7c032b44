import { fail, ok, type Result } from '../../../contract/result.ts';

/** One ZVT message without transport: `control` is CLASS and INSTR (or CCRC and APRC) as `0x0601`. */
export type Apdu = { readonly control: number; readonly data: Uint8Array };

export type ApduProblem = 'tooShort' | 'lengthMismatch';

const LONG_LENGTH = 0xff;
export const MAX_APDU_BYTES = 5 + 0xffff;

/** The bytes of a message; data of 255 bytes and more takes the three-byte length (digest §0.4). */
export const encodeApdu = (control: number, data: Uint8Array = new Uint8Array()): Uint8Array => {
  if (data.length > 0xffff) throw new RangeError('more than 65535 bytes of data');
  const length =
    data.length < LONG_LENGTH
      ? [data.length]
      : [LONG_LENGTH, data.length & 0xff, data.length >>> 8];
  return Uint8Array.from([control >>> 8, control & 0xff, ...length, ...data]);
};

/** Reads a whole message. `data` is a view into `bytes`, so that wiping it wipes the original. */
export const parseApdu = (bytes: Uint8Array): Result<Apdu, ApduProblem> => {
  const [first, second, short, low, high] = bytes;
  if (first === undefined || second === undefined || short === undefined) return fail('tooShort');
  const control = (first << 8) | second;
  if (short !== LONG_LENGTH) {
    if (bytes.length !== 3 + short) return fail('lengthMismatch');
    return ok({ control, data: bytes.subarray(3) });
  }
  if (low === undefined || high === undefined) return fail('tooShort');
  if (bytes.length !== 5 + (low | (high << 8))) return fail('lengthMismatch');
  return ok({ control, data: bytes.subarray(5) });
};
