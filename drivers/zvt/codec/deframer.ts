import { MAX_APDU_BYTES, parseApdu } from './apdu.ts';
import { crc16 } from './crc16.ts';
import { ACK, DLE, ETX, NAK, STX } from './frame.ts';

export type BadFrame = 'crc' | 'malformed' | 'tooLong' | 'length' | 'cut';

export type LineEvent =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  /** A well-formed APDU with the right CRC and a length field that fits. The receiver owns it. */
  | { readonly kind: 'frame'; readonly apdu: Uint8Array }
  | { readonly kind: 'badFrame'; readonly reason: BadFrame };

export interface Deframer {
  /** Takes the next bytes, however they were cut, and says what they completed. Never throws. */
  feed(chunk: Uint8Array): readonly LineEvent[];
  /** The line was quiet for T1: an open frame is bad, and the next byte starts afresh. */
  quiet(): readonly LineEvent[];
  /** True while a further byte is due, that is while T1 counts. */
  readonly midFrame: boolean;
}

/** `skipping`: the rest of a bad frame, whose `06` and `15` are data and no ACK or NAK. */
type State = 'idle' | 'body' | 'crc' | 'skipping';

/** Finds frames, ACKs and NAKs in a stream of serial bytes (digest §1, "Receiver"). */
export const createDeframer = (maxBytes = MAX_APDU_BYTES): Deframer => {
  let state: State = 'idle';
  let escaped = false;
  let body = new Uint8Array(256);
  let used = 0;
  let crcLow: number | null = null;

  const wipe = (): void => {
    body.fill(0);
    used = 0;
    crcLow = null;
    escaped = false;
  };

  const keep = (byte: number): boolean => {
    if (used >= maxBytes) return false;
    if (used === body.length) {
      const larger = new Uint8Array(body.length * 2);
      larger.set(body);
      body.fill(0);
      body = larger;
    }
    body[used++] = byte;
    return true;
  };

  const enter = (next: State): void => {
    wipe();
    state = next;
  };

  const bad = (reason: BadFrame, next: State = 'skipping'): LineEvent => {
    enter(next);
    return { kind: 'badFrame', reason };
  };

  const outside = (byte: number): LineEvent | null => {
    if (escaped && byte === STX) {
      enter('body');
      return null;
    }
    escaped = byte === DLE;
    if (state === 'skipping') return null;
    if (byte === ACK) return { kind: 'ack' };
    if (byte === NAK) return { kind: 'nak' };
    return null;
  };

  const inBody = (byte: number): LineEvent | null => {
    if (!escaped) {
      if (byte === DLE) {
        escaped = true;
        return null;
      }
      return keep(byte) ? null : bad('tooLong');
    }
    escaped = false;
    if (byte === DLE) return keep(byte) ? null : bad('tooLong');
    if (byte === ETX) state = 'crc';
    else if (byte === STX) enter('body');
    else return bad('malformed');
    return null;
  };

  const inCrc = (byte: number): LineEvent | null => {
    if (crcLow === null) {
      crcLow = byte;
      return null;
    }
    const received = crcLow | (byte << 8);
    const apdu = body.slice(0, used);
    if (crc16([...apdu, ETX]) !== received) {
      apdu.fill(0);
      return bad('crc');
    }
    if (!parseApdu(apdu).ok) {
      apdu.fill(0);
      return bad('length', 'idle');
    }
    enter('idle');
    return { kind: 'frame', apdu };
  };

  const take = (byte: number): LineEvent | null => {
    if (state === 'body') return inBody(byte);
    if (state === 'crc') return inCrc(byte);
    return outside(byte);
  };

  return {
    feed: (chunk) => {
      const events: LineEvent[] = [];
      for (const byte of chunk) {
        const event = take(byte);
        if (event !== null) events.push(event);
      }
      return events;
    },
    quiet: () => {
      if (state === 'body' || state === 'crc') return [bad('cut', 'idle')];
      enter('idle');
      return [];
    },
    get midFrame() {
      return state !== 'idle';
    },
  };
};
