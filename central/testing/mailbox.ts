/** Whoever receives what central sends: a mail server and an HTTP gateway for text messages, both real. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Mailbox = {
  readonly url: string;
  /** Raw messages, oldest first. */
  readonly mails: readonly string[];
  /** What the server says to the next recipients instead of accepting them. */
  refuseWith: number | null;
  readonly stop: () => Promise<void>;
};

export const openMailbox = async (): Promise<Mailbox> => {
  const mails: string[] = [];
  const state: { refuseWith: number | null } = { refuseWith: null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      if (state.refuseWith === null) done();
      else done(Object.assign(new Error('not here'), { responseCode: state.refuseWith }));
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails,
    get refuseWith() {
      return state.refuseWith;
    },
    set refuseWith(code) {
      state.refuseWith = code;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
};

export type SmsGateway = {
  readonly url: string;
  /** What came, repeats too. */
  readonly received: readonly {
    readonly headers: IncomingHttpHeaders;
    readonly body: { readonly to: string; readonly text: string };
  }[];
  /** The next answers; 202 after that. `null`: the connection breaks after the message was taken. */
  readonly answers: (number | null)[];
  readonly stop: () => Promise<void>;
};

export const openSmsGateway = async (): Promise<SmsGateway> => {
  const received: SmsGateway['received'][number][] = [];
  const answers: (number | null)[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as {
        to: string;
        text: string;
      };
      received.push({ headers: request.headers, body });
      const answer = answers.length === 0 ? 202 : answers.shift();
      if (answer === null) request.socket.destroy();
      else response.writeHead(answer ?? 202).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/messages`,
    received,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
