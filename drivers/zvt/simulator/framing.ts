import { crc } from './crc.ts';

const DLE = 0x10;
const STX = 0x02;
const ETX = 0x03;
/** The longest APDU: three header bytes, the length escape, 65,535 of data. */
const LONGEST = 65_540;

/** The APDU as it goes over the wire; the CRC bytes are not doubled (ZVT digest §0.3). */
export const frame = (apdu: Uint8Array): Uint8Array => {
  const sum = sumOf(apdu);
  const doubled = apdu.reduce((count, byte) => (byte === DLE ? count + 1 : count), 0);
  const framed = new Uint8Array(apdu.length + doubled + 6);
  framed[0] = DLE;
  framed[1] = STX;
  let at = 2;
  for (const byte of apdu) {
    framed[at++] = byte;
    if (byte === DLE) framed[at++] = DLE;
  }
  framed.set([DLE, ETX, sum & 0xff, sum >>> 8], at);
  return framed;
};

/** The checksum runs over the ETX as well. */
const sumOf = (apdu: Uint8Array): number => {
  const summed = new Uint8Array(apdu.length + 1);
  summed.set(apdu);
  summed[apdu.length] = ETX;
  return crc(summed);
};

export type Received =
  | { readonly kind: 'frame'; readonly apdu: Uint8Array }
  /** To be answered by NAK. */
  | { readonly kind: 'malformed' }
  /** A byte outside any frame: ACK, NAK or noise. */
  | { readonly kind: 'loose'; readonly byte: number };

/** Cuts the wire's bytes into frames (ZVT digest §1, "Receiver"). */
export class FrameReceiver {
  #state: 'idle' | 'idleDle' | 'inside' | 'insideDle' | 'crcLow' | 'crcHigh' = 'idle';
  #body: number[] = [];
  #crcLow = 0;

  get insideFrame(): boolean {
    return this.#state !== 'idle' && this.#state !== 'idleDle';
  }

  /** Forgets a frame begun; used when T1 ran out. */
  reset(): void {
    this.#state = 'idle';
    this.#body = [];
  }

  /** What this byte completes, or `null`. */
  take(byte: number): Received | null {
    switch (this.#state) {
      case 'idle':
        if (byte !== DLE) return { kind: 'loose', byte };
        this.#state = 'idleDle';
        return null;
      case 'idleDle':
        if (byte === STX) this.#begin();
        else if (byte !== DLE) this.#state = 'idle';
        return null;
      case 'inside':
        if (byte === DLE) this.#state = 'insideDle';
        else return this.#add(byte);
        return null;
      case 'insideDle':
        return this.#afterDle(byte);
      case 'crcLow':
        this.#crcLow = byte;
        this.#state = 'crcHigh';
        return null;
      case 'crcHigh':
        return this.#finish(this.#crcLow | (byte << 8));
    }
  }

  #begin(): void {
    this.#body = [];
    this.#state = 'inside';
  }

  #add(byte: number): Received | null {
    if (this.#body.length >= LONGEST) {
      this.reset();
      return { kind: 'malformed' };
    }
    this.#body.push(byte);
    this.#state = 'inside';
    return null;
  }

  #afterDle(byte: number): Received | null {
    if (byte === DLE) return this.#add(DLE);
    if (byte === ETX) {
      this.#state = 'crcLow';
      return null;
    }
    this.reset();
    if (byte === STX) this.#begin();
    return { kind: 'malformed' };
  }

  #finish(received: number): Received {
    const apdu = Uint8Array.from(this.#body);
    this.reset();
    return sumOf(apdu) === received ? { kind: 'frame', apdu } : { kind: 'malformed' };
  }
}
