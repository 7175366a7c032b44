/** HTTPS and the envelope around the terminal, with everything that can go wrong there. */
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Json } from './answers.ts';
import { failure } from './answers.ts';
import type { TlsIdentity } from './certificates.ts';
import type { Envelope, Tamper } from './envelope.ts';
import { textOf, type MishapName } from './mishaps.ts';
import type { Terminal } from './terminal.ts';

const asObject = (text: string): Json | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
};

export class Wire {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #terminal: Terminal;
  readonly #envelope: Envelope;
  /** Requests by category, whatever became of them. */
  readonly seen: Record<string, number> = {};
  port = 0;

  constructor(terminal: Terminal, envelope: Envelope, identity: TlsIdentity) {
    this.#terminal = terminal;
    this.#envelope = envelope;
    this.#server = createServer({ ...identity, minVersion: 'TLSv1.2' }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        request.socket.destroy();
      });
    });
    this.#server.on('tlsClientError', () => undefined);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.port = (this.#server.address() as AddressInfo).port;
        resolve(this.port);
      });
    });
  }

  present(identity: TlsIdentity): void {
    this.#server.setSecureContext({ ...identity, minVersion: 'TLSv1.2' });
  }

  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): Promise<void> {
    this.dropAll();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  /** A mishap armed for this category, or for any but the heartbeat. */
  #take(name: MishapName, category: string): Json | null {
    const armed = this.#terminal.mishaps.peek(name);
    if (armed === null) return null;
    const wanted = armed['category'];
    const fits = typeof wanted === 'string' ? wanted === category : category !== 'Diagnosis';
    return fits ? { ...this.#terminal.mishaps.take(name) } : null;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (request.method !== 'POST' || !/^\/nexo\/?$/u.test(request.url ?? '')) {
      this.#end(response, 404, 'not found');
      return;
    }
    const content = asObject(text)?.['SaleToPOIRequest'] as Json | undefined;
    if (content === undefined) {
      this.#end(response, 400, 'JSON error in line 1');
      return;
    }
    const outer = (content['MessageHeader'] ?? {}) as Json;
    const category = String(outer['MessageCategory']);
    this.seen[category] = (this.seen[category] ?? 0) + 1;
    if (this.#take('noReply', category) !== null) return;
    if (this.#take('swallow', category) !== null) {
      request.socket.destroy();
      return;
    }
    const opened = this.#take('cryptoError', category) === null ? this.#envelope.open(content) : 1;
    const plain = typeof opened === 'string' ? asObject(opened)?.['SaleToPOIRequest'] : null;
    const inner = plain as Json | null | undefined;
    const header = (inner?.['MessageHeader'] ?? null) as Json | null;
    if (header === null || JSON.stringify(header) !== JSON.stringify(outer)) {
      const number = typeof opened === 'string' ? 3 : opened;
      const errors = [`Nexo Service: crypto error (${number})`];
      this.#end(response, 401, JSON.stringify({ errors, ServiceID: outer['ServiceID'] }));
      return;
    }
    if (this.#inPlaceOfService(category, header, response)) return;
    const late = category === 'Payment' && this.#take('answerLate', category) !== null;
    if (late) request.socket.destroy();
    const answer = await this.#terminal.handle(category, header, inner?.[`${category}Request`]);
    if (!late) this.#answer(category, header, answer, response);
  }

  /** True where something else is said and the service is never begun. */
  #inPlaceOfService(category: string, header: Json, response: ServerResponse): boolean {
    const status = this.#take('httpStatus', category);
    if (status !== null) {
      this.#end(response, Number(status['status'] ?? 503), 'Service Unavailable');
      return true;
    }
    const error = this.#take('unsealedError', category);
    if (error !== null) {
      const condition = textOf(error, 'condition', 'UnavailableDevice');
      const body = { Response: failure(this.#terminal.settings, condition) };
      const members = { [`${category}Response`]: body };
      const answered = { MessageHeader: { ...header, MessageType: 'Response' }, ...members };
      this.#end(response, 200, JSON.stringify({ SaleToPOIResponse: answered }));
      return true;
    }
    if (this.#take('reject', category) !== null) {
      const event = {
        MessageHeader: {
          ProtocolVersion: '3.0',
          MessageClass: 'Event',
          MessageCategory: 'Event',
          MessageType: 'Notification',
          SaleID: header['SaleID'],
          POIID: header['POIID'],
        },
        EventNotification: { EventToNotify: 'Reject', EventDetails: 'message=not%20delivered' },
      };
      this.#end(response, 200, JSON.stringify({ SaleToPOIRequest: event }));
      return true;
    }
    return false;
  }

  #answer(category: string, header: Json, body: Json | null, response: ServerResponse): void {
    const { socket } = response;
    if (this.#take('loseReply', category) !== null) return void socket?.destroy();
    if (this.#take('emptyReply', category) !== null) return this.#end(response, 200, '');
    if (this.#take('flood', category) !== null) {
      this.#end(response, 200, 'x'.repeat(5_000_000));
      return;
    }
    if (this.#take('html', category) !== null)
      return this.#end(response, 200, '<html><body>Welcome to the network</body></html>');
    if (body === null) return this.#end(response, 204, '');
    const wrong = this.#take('wrongHeader', category);
    const good = { ...header, MessageType: 'Response' };
    const bad = wrong === null ? good : { ...good, [textOf(wrong, 'field', 'ServiceID')]: 'OTHER' };
    const innerHeader = wrong?.['where'] === 'both' ? bad : good;
    const plain = JSON.stringify({ SaleToPOIResponse: { MessageHeader: innerHeader, ...body } });
    if (this.#take('unsealedSuccess', category) !== null) return this.#end(response, 200, plain);
    const tamper = (this.#take('tamper', category)?.['what'] ?? null) as Tamper | null;
    const sealed = this.#envelope.close(plain, tamper);
    const text = JSON.stringify({ SaleToPOIResponse: { MessageHeader: bad, ...sealed } });
    if (this.#take('cutReply', category) === null) return this.#end(response, 200, text);
    response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => socket?.destroy());
  }

  #end(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  }
}
