import { SerialPort } from 'serialport';
import { closeOnHangUp } from '../transport/hang-up.ts';

/** The near end of a simulator's cable with nothing but bytes: for tests that want to see each of them. */
export class RawPort {
  #port: SerialPort;
  #received: number[] = [];
  #waiters: (() => void)[] = [];
  readonly closed: Promise<void>;

  private constructor(port: SerialPort) {
    this.#port = port;
    this.closed = new Promise((resolve) => port.once('close', () => resolve()));
    port.on('error', () => undefined);
    port.on('data', (chunk: Buffer) => {
      this.#received.push(...chunk);
      for (const wake of this.#waiters.splice(0)) wake();
    });
  }

  static open(path: string): Promise<RawPort> {
    return new Promise((resolve, reject) => {
      const port = new SerialPort({ path, baudRate: 115_200 }, (error) => {
        if (error !== null) {
          reject(error);
          return;
        }
        // Before anything is read, so that no read is under way without it.
        closeOnHangUp(port);
        resolve(new RawPort(port));
      });
    });
  }

  write(bytes: Iterable<number>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#port.write(Buffer.from([...bytes]), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** The next `count` bytes, however long they take. */
  async read(count: number): Promise<number[]> {
    while (this.#received.length < count)
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    return this.#received.splice(0, count);
  }

  /** Bytes that came and were not read. */
  get unread(): readonly number[] {
    return this.#received;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#port.isOpen) this.#port.close(() => resolve());
      else resolve();
    });
  }
}

/** `10 02 06` → bytes. */
export const hex = (text: string): number[] => [
  ...Buffer.from(text.replaceAll(/[\s·]/gu, ''), 'hex'),
];

/** Bytes → `10 02 06`. */
export const toHex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
