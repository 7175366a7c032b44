import { createServer, type Server, type Socket } from 'node:net';

/**
 * The terminal's listening socket on the loopback (ZVT digest §2). One till at a time: a second connection
 * is closed at once.
 */
export class TcpCable {
  onGone: () => void = () => undefined;
  #wanted: number;
  #server: Server | null = null;
  #till: Socket | null = null;
  #left = new Set<Socket>();
  #listeners = new Set<(bytes: Uint8Array) => void>();

  /** `port` 0: any free one, kept for every later `plug`. */
  constructor(port: number) {
    this.#wanted = port;
  }

  get port(): number {
    return this.#wanted;
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

  get connected(): boolean {
    return this.#till !== null;
  }

  /** Bytes towards the till; without one they are lost. */
  write(bytes: Uint8Array): void {
    this.#till?.write(bytes);
  }

  plug(): Promise<
    { readonly ok: true } | { readonly ok: false; readonly error: { readonly detail: string } }
  > {
    if (this.#server !== null) return Promise.resolve({ ok: true });
    const server = createServer((socket) => this.#welcome(socket));
    return new Promise((resolve) => {
      server.once('error', (error) => resolve({ ok: false, error: { detail: error.message } }));
      server.listen(this.#wanted, '127.0.0.1', () => {
        const address = server.address();
        if (address !== null && typeof address === 'object') this.#wanted = address.port;
        this.#server = server;
        resolve({ ok: true });
      });
    });
  }

  #welcome(socket: Socket): void {
    if (this.#till !== null) {
      socket.destroy();
      return;
    }
    this.#till = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (this.#till !== socket) return;
      for (const listener of [...this.#listeners]) listener(new Uint8Array(chunk));
    });
    socket.on('close', () => {
      this.#left.delete(socket);
      if (this.#till !== socket) return;
      this.#till = null;
      this.onGone();
    });
  }

  /** The network swallows everything from now on: neither side hears of an end. */
  vanish(): void {
    if (this.#till === null) return;
    this.#left.add(this.#till);
    this.#till = null;
    this.onGone();
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    this.#till?.destroy();
    for (const socket of this.#left) socket.destroy();
    await closed;
  }
}
