/** Frames of the cabinet's protocol (`docs/cabinet-protocol.md`, "Frames"): `!BODY*HHHH` and LF. Pure. */

export const LONGEST_BODY = 120;
const BEGIN = 0x21;
const STAR = 0x2a;
const CR = 0x0d;
const LF = 0x0a;
const CHECKSUM_LENGTH = 5;

/** CRC-16/CCITT-FALSE. */
export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc;
};

const isBodyByte = (byte: number): boolean =>
  byte >= 0x20 && byte <= 0x7e && byte !== BEGIN && byte !== STAR;

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

const checksumOf = (body: Uint8Array): string =>
  crc16(body).toString(16).toUpperCase().padStart(4, '0');

/** The bytes of one frame; `body` is what `Frames` says, which is the caller's business. */
export const encodeFrame = (body: string): Uint8Array =>
  bytesOf(`!${body}*${checksumOf(bytesOf(body))}\n`);

const readFrame = (content: Uint8Array): string | null => {
  const bodyLength = content.length - CHECKSUM_LENGTH;
  if (bodyLength < 1 || content[bodyLength] !== STAR) return null;
  const body = content.subarray(0, bodyLength);
  const checksum = String.fromCharCode(...content.subarray(bodyLength + 1));
  if (!body.every(isBodyByte) || checksum !== checksumOf(body)) return null;
  return String.fromCharCode(...body);
};

export type FrameReader = {
  /** Bodies of the whole and right frames that `chunk` completes, in order. */
  readonly feed: (chunk: Uint8Array) => readonly string[];
};

/** Finds frames in whatever comes; keeps no more than one. */
export const createFrameReader = (): FrameReader => {
  const kept = new Uint8Array(LONGEST_BODY + CHECKSUM_LENGTH + 1);
  /** `null`: outside of any frame. */
  let length: number | null = null;

  const finish = (end: number): string | null => {
    const withoutCr = end > 0 && kept[end - 1] === CR ? end - 1 : end;
    return readFrame(kept.subarray(0, withoutCr));
  };

  return {
    feed: (chunk) => {
      const bodies: string[] = [];
      for (const byte of chunk) {
        if (byte === BEGIN) length = 0;
        else if (length === null) continue;
        else if (byte === LF) {
          const body = finish(length);
          length = null;
          if (body !== null) bodies.push(body);
        } else if (length === kept.length) length = null;
        else kept[length++] = byte;
      }
      return bodies;
    },
  };
};
