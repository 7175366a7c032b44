import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fail, ok, type Result } from '../../../contract/result.ts';

/** Port 9100 in place of a cable: one client at a time, a second one is turned away (digest §1.21). */
export class TcpCable {
  readonly #wanted: number;
  #server: Server | null = null;
  #client: Socket | null = null;
  #port = 0;
  #listeners = new Set<(bytes: Uint8Array) => void>();

  /** `port` 0: any free one. */
  constructor(port: number) {
    this.#wanted = port;
  }

  get path(): string {
    return `tcp://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  get plugged(): boolean {
    return this.#server !== null;
  }

  onData(listener: (bytes: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  write(bytes: Uint8Array): void {
    this.#client?.write(bytes);
  }

  /** Listens, after an unplugging at the same port again. */
  plug(): Promise<Result<void, { readonly detail: string }>> {
    if (this.#server !== null) return Promise.resolve(ok(undefined));
    const server = createServer((socket) => {
      this.#serve(socket);
    });
    return new Promise((resolve) => {
      server.once('error', (error) => {
        resolve(fail({ detail: error.message }));
      });
      server.listen(this.#port === 0 ? this.#wanted : this.#port, '127.0.0.1', () => {
        this.#port = (server.address() as AddressInfo).port;
        this.#server = server;
        resolve(ok(undefined));
      });
    });
  }

  unplug(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#client?.destroy();
    this.#client = null;
    return new Promise((resolve) => {
      if (server === null) resolve();
      else server.close(() => resolve());
    });
  }

  #serve(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.#client !== null) {
      socket.destroy();
      return;
    }
    this.#client = socket;
    socket.on('data', (chunk: Buffer) => {
      for (const listener of [...this.#listeners]) listener(new Uint8Array(chunk));
    });
    socket.on('close', () => {
      if (this.#client === socket) this.#client = null;
    });
  }
}
