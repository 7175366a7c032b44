import { connect, type Socket } from 'node:net';
import { sleep, type Clock } from '../../contract/clock.ts';
import { answerBytes } from './answers.ts';
import { RequestScanner, type Piece } from './request-scanner.ts';
import type { Fate, Weather } from './weather.ts';

export type LinkParts = {
  readonly toPort: number;
  readonly weather: Weather;
  readonly clock: Clock;
  /** Cuts the whole network, this link with it. */
  readonly cut: () => void;
};

/** One client's connection and, once needed, its partner on the far side. */
export class Link {
  readonly #client: Socket;
  readonly #parts: LinkParts;
  readonly #gone = new AbortController();
  #far: Socket | null = null;
  #fate: Fate = { kind: 'forward' };
  #forwards: Promise<void> = Promise.resolve();
  #backwards: Promise<void> = Promise.resolve();

  constructor(client: Socket, parts: LinkParts) {
    this.#client = client;
    this.#parts = parts;
    const scanner = new RequestScanner();
    client.on('data', (chunk) => {
      for (const piece of scanner.push(chunk)) {
        this.#forwards = this.#forwards.then(() => this.#onPiece(piece));
      }
    });
    client.on('end', () => {
      this.#forwards = this.#forwards.then(() => {
        this.#far?.end();
      });
    });
    client.on('error', () => undefined); // `close` follows and ends both sides
    client.on('close', () => {
      this.close();
    });
  }

  /** Ends both sides at once, with a reset where the client still listens. */
  close(): void {
    this.#gone.abort();
    if (!this.#client.destroyed) this.#client.resetAndDestroy();
    this.#far?.destroy();
  }

  #isOpen(): boolean {
    return !this.#gone.signal.aborted;
  }

  async #onPiece(piece: Piece): Promise<void> {
    if (!this.#isOpen()) return;
    if (piece.kind === 'head') await this.#onHead(piece.line);
    await this.#passage();
    if (!this.#isOpen()) return;
    switch (piece.kind) {
      case 'head':
      case 'body':
        this.#forward(piece.bytes);
        return;
      case 'raw':
        this.#fate = { kind: 'forward' };
        this.#forward(piece.bytes);
        return;
      case 'end':
        if (this.#fate.kind === 'answer') this.#answer(this.#fate.answer);
        return;
    }
  }

  async #onHead(line: string): Promise<void> {
    const { weather, clock, cut } = this.#parts;
    this.#fate = weather.fateOf(line);
    if (weather.delayMs > 0) await sleep(clock, weather.delayMs, this.#gone.signal);
    if (this.#fate.kind === 'hold') await weather.cleared;
    if (this.#fate.kind === 'cut') cut();
  }

  /** Waits while the network is stalled. */
  async #passage(): Promise<void> {
    while (this.#isOpen() && this.#parts.weather.mode === 'stalled')
      await this.#parts.weather.cleared;
  }

  #forward(bytes: Buffer): void {
    if (this.#fate.kind === 'answer') return;
    this.#far ??= this.#reach();
    this.#far.write(bytes);
  }

  #answer(kind: Parameters<typeof answerBytes>[0]): void {
    const bytes = answerBytes(kind);
    if (bytes === null) this.#client.end();
    else this.#client.end(bytes);
  }

  #reach(): Socket {
    const far = connect({ host: '127.0.0.1', port: this.#parts.toPort });
    far.on('data', (chunk) => {
      this.#backwards = this.#backwards.then(async () => {
        await this.#passage();
        if (!this.#isOpen()) return;
        // A first byte of the reply proves that the far side is done with the request.
        if (this.#fate.kind === 'lose') this.close();
        else this.#client.write(chunk);
      });
    });
    far.on('end', () => {
      this.#backwards = this.#backwards.then(() => {
        this.#client.end();
      });
    });
    far.on('error', () => {
      this.close();
    });
    return far;
  }
}
