import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { fail, ok, type Result } from '../../contract/result.ts';

export type ControlReply = Result<Record<string, unknown>, string>;
export type ControlHandler = (request: unknown) => Promise<ControlReply>;

const LONGEST_LINE = 1_000_000;

/** A simulator's control socket: one JSON request a line, one JSON reply a line, in order. */
export class ControlServer {
  readonly path: string;
  #server: Server;
  #sockets = new Set<Socket>();

  constructor(path: string, handler: ControlHandler) {
    this.path = path;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      serveLines(socket, handler);
    });
  }

  /** Fails with a sentence where the path is too long or cannot be made. */
  listen(): Promise<Result<void, string>> {
    rmSync(this.path, { force: true });
    return new Promise((resolve) => {
      this.#server.once('error', (error) => resolve(fail(error.message)));
      this.#server.listen(this.path, () => {
        chmodSync(this.path, 0o600);
        resolve(ok(undefined));
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

const serveLines = (socket: Socket, handler: ControlHandler): void => {
  let pending = '';
  let queue = Promise.resolve();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    pending += text;
    const lines = pending.split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > LONGEST_LINE) {
      socket.destroy();
      return;
    }
    for (const line of lines.filter((each) => each.trim() !== ''))
      queue = queue.then(async () => {
        const reply = await answer(line, handler);
        if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
      });
  });
};

const answer = async (line: string, handler: ControlHandler): Promise<Record<string, unknown>> => {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { ok: false, error: 'not JSON' };
  }
  try {
    const reply = await handler(request);
    return reply.ok ? { ...reply.value, ok: true } : { ok: false, error: reply.error };
  } catch (error) {
    return { ok: false, error: `the simulator failed: ${String(error)}` };
  }
};
