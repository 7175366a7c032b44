/** Finds where HTTP/1.1 requests begin and end in a client's bytes, changing none of them. */
export type Piece =
  /** `line` is method and target, e.g. `PUT /v1/payments/0193…`; `bytes` the whole head. */
  | { readonly kind: 'head'; readonly line: string; readonly bytes: Buffer }
  | { readonly kind: 'body'; readonly bytes: Buffer }
  /** The request before this is complete. */
  | { readonly kind: 'end' }
  /** No HTTP; everything after it is raw too. */
  | { readonly kind: 'raw'; readonly bytes: Buffer };

const MOST_HEAD_BYTES = 65_536;
const REQUEST_LINE = /^([A-Z]{3,10} \S+) HTTP\/1\.[01]\r\n/u;

type Waiting =
  | { readonly for: 'head' }
  | { readonly for: 'bytes'; readonly left: number; readonly then: 'end' | 'chunkSize' }
  | { readonly for: 'chunkSize' }
  | { readonly for: 'trailers' }
  | { readonly for: 'anything' };

export class RequestScanner {
  #kept: Buffer = Buffer.alloc(0);
  #waiting: Waiting = { for: 'head' };

  /** The pieces that `chunk` completes, in order. */
  push(chunk: Buffer): Piece[] {
    this.#kept = Buffer.concat([this.#kept, chunk]);
    const pieces: Piece[] = [];
    while (this.#kept.length > 0 && this.#step(pieces));
    return pieces;
  }

  /** Takes one piece off the kept bytes; false where more must come first. */
  #step(pieces: Piece[]): boolean {
    const waiting = this.#waiting;
    switch (waiting.for) {
      case 'head':
        return this.#head(pieces);
      case 'bytes': {
        const bytes = this.#take(Math.min(waiting.left, this.#kept.length));
        pieces.push({ kind: 'body', bytes });
        const left = waiting.left - bytes.length;
        if (left > 0) this.#waiting = { ...waiting, left };
        else if (waiting.then === 'chunkSize') this.#waiting = { for: 'chunkSize' };
        else this.#end(pieces);
        return true;
      }
      case 'chunkSize': {
        const line = this.#line();
        if (line === null) return false;
        pieces.push({ kind: 'body', bytes: line });
        const size = Number.parseInt(line.toString('latin1'), 16);
        this.#waiting =
          size > 0 ? { for: 'bytes', left: size + 2, then: 'chunkSize' } : { for: 'trailers' };
        return true;
      }
      case 'trailers': {
        const line = this.#line();
        if (line === null) return false;
        pieces.push({ kind: 'body', bytes: line });
        if (line.length === 2) this.#end(pieces);
        return true;
      }
      case 'anything':
        pieces.push({ kind: 'raw', bytes: this.#take(this.#kept.length) });
        return true;
    }
  }

  #head(pieces: Piece[]): boolean {
    const end = this.#kept.indexOf('\r\n\r\n');
    if (end < 0 && this.#kept.length < MOST_HEAD_BYTES) return false;
    const text = this.#kept.subarray(0, end + 4).toString('latin1');
    const line = REQUEST_LINE.exec(text)?.[1];
    if (end < 0 || line === undefined) {
      this.#waiting = { for: 'anything' };
      return true;
    }
    pieces.push({ kind: 'head', line, bytes: this.#take(end + 4) });
    const length = Number(/\r\ncontent-length: *([0-9]+)\r\n/iu.exec(text)?.[1] ?? 0);
    if (/\r\ntransfer-encoding: *chunked\r\n/iu.test(text)) this.#waiting = { for: 'chunkSize' };
    else if (length > 0) this.#waiting = { for: 'bytes', left: length, then: 'end' };
    else this.#end(pieces);
    return true;
  }

  #end(pieces: Piece[]): void {
    pieces.push({ kind: 'end' });
    this.#waiting = { for: 'head' };
  }

  #line(): Buffer | null {
    const end = this.#kept.indexOf('\r\n');
    return end < 0 ? null : this.#take(end + 2);
  }

  #take(count: number): Buffer {
    const bytes = this.#kept.subarray(0, count);
    this.#kept = this.#kept.subarray(count);
    return bytes;
  }
}
