/** A chip card on the wire of vsmartcard's virtual reader (virtual-devices digest §4): a length, then bytes. */
import { connect, type Socket } from 'node:net';

const POWER_COMMANDS = 1;
const ASK_ATR = 4;
const NOT_FOUND = Buffer.from('6A82', 'hex');
const NOT_SUPPORTED = Buffer.from('6D00', 'hex');
const SUCCESS = Buffer.from('9000', 'hex');

export type CardOptions = {
  readonly port: number;
  readonly atr: Buffer;
  /** Application identifiers in hex, each with what it answers to SELECT. */
  readonly applications: ReadonlyMap<string, Buffer>;
  /** Makes SELECT answer 61xx first, as cards over T=0 do. */
  readonly inTwoSteps: boolean;
};

export class VirtualCard {
  readonly #options: CardOptions;
  #socket: Socket | null = null;
  #incoming: Buffer = Buffer.alloc(0);
  #waiting: Buffer = Buffer.alloc(0);

  constructor(options: CardOptions) {
    this.#options = options;
  }

  get inserted(): boolean {
    return this.#socket !== null;
  }

  insert(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#options.port, '127.0.0.1');
      socket.once('connect', () => resolve());
      socket.once('error', reject);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (this.#socket === socket) this.#socket = null;
      });
      socket.on('data', (chunk: Buffer) => this.#receive(chunk));
      this.#socket = socket;
      this.#incoming = Buffer.alloc(0);
    });
  }

  remove(): Promise<void> {
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null || socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
  }

  #receive(chunk: Buffer): void {
    this.#incoming = Buffer.concat([this.#incoming, chunk]);
    while (this.#incoming.length >= 2) {
      const end = 2 + this.#incoming.readUInt16BE(0);
      if (this.#incoming.length < end) return;
      const message = this.#incoming.subarray(2, end);
      this.#incoming = this.#incoming.subarray(end);
      if (message.length > POWER_COMMANDS) this.#send(this.#answer(message));
      else if (message[0] === ASK_ATR) this.#send(this.#options.atr);
    }
  }

  #send(bytes: Buffer): void {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    this.#socket?.write(Buffer.concat([length, bytes]));
  }

  #answer(command: Buffer): Buffer {
    const instruction = command[1];
    if (instruction === 0xc0) return Buffer.concat([this.#waiting, SUCCESS]);
    if (instruction !== 0xa4) return NOT_SUPPORTED;
    const aid = command.subarray(5, 5 + (command[4] ?? 0)).toString('hex');
    const found = this.#options.applications.get(aid);
    if (found === undefined) return NOT_FOUND;
    if (!this.#options.inTwoSteps) return Buffer.concat([found, SUCCESS]);
    this.#waiting = found;
    return Buffer.from([0x61, found.length]);
  }
}
