import { connect, type Socket } from 'node:net';
import type { Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { openExclusively } from './exclusive.ts';
import { createListeners } from './listeners.ts';
import type { ByteTransport, OpenProblem, OpenTransport, WriteProblem } from './transport.ts';

export type TcpOptions = {
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** Default 3 s. */
  readonly connectTimeoutMs?: number;
  /**
   * A write that this machine cannot hand on within this is given up and the connection dropped: the far
   * end is gone without a word, or takes nothing. Default 5 s.
   */
  readonly writeTimeoutMs?: number;
};

/** After this the kernel asks a silent far end whether it is there: ten times, a second apart. */
const KEEP_ALIVE_MS = 10_000;

const ABSENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

const toOpenProblem = (where: string, error: NodeJS.ErrnoException): OpenProblem => ({
  code: ABSENT.has(error.code ?? '')
    ? 'noSuchDevice'
    : FORBIDDEN.has(error.code ?? '')
      ? 'notPermitted'
      : 'io',
  where,
  detail: error.message,
});

const dial = (options: TcpOptions, where: string): Promise<Result<Socket, OpenProblem>> =>
  new Promise((resolve) => {
    const { host, port, clock, connectTimeoutMs = 3_000 } = options;
    const socket = connect({ host, port, noDelay: true });
    const cancel = clock.after(connectTimeoutMs, () => {
      const detail = `no answer within ${String(connectTimeoutMs)} ms`;
      resolve(fail({ code: 'noSuchDevice', where, detail }));
      socket.destroy();
    });
    socket.once('connect', () => {
      cancel();
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      resolve(ok(socket));
    });
    socket.once('error', (error) => {
      cancel();
      resolve(fail(toOpenProblem(where, error)));
    });
  });

type WriteResult = Result<void, WriteProblem>;

const overSocket = (socket: Socket, clock: Clock, writeTimeoutMs: number): ByteTransport => {
  const data = createListeners<Uint8Array>();
  const closed = createListeners<undefined>();
  const pending = new Set<(result: WriteResult) => void>();
  let open = true;

  const gone = (): void => {
    if (!open) return;
    open = false;
    socket.destroy();
    for (const settle of [...pending]) settle(fail({ code: 'maybeSent', reason: 'closed' }));
    closed.call(undefined);
    closed.clear();
    data.clear();
  };
  socket.on('data', (chunk: Uint8Array) => {
    if (open) data.call(chunk);
  });
  // Half a connection is none: what we sent may not have been read, and nothing will answer.
  socket.on('end', gone);
  socket.on('close', gone);
  socket.on('error', gone);

  return {
    get isOpen() {
      return open;
    },
    write: (bytes) => {
      if (!open) return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' }));
      return new Promise<WriteResult>((resolve) => {
        const settle = (result: WriteResult): void => {
          if (!pending.delete(settle)) return;
          cancel();
          resolve(result);
        };
        const cancel = clock.after(writeTimeoutMs, () => {
          settle(fail({ code: 'maybeSent', reason: 'timeout' }));
          gone();
        });
        pending.add(settle);
        // A copy: the kernel may take it only after the caller has wiped or reused its own.
        socket.write(Buffer.from(bytes), (error) => {
          if (error === null || error === undefined) settle(ok(undefined));
          else settle(fail({ code: 'maybeSent', reason: open ? 'io' : 'closed' }));
        });
      });
    },
    onData: data.add,
    onClose: (listener) => closed.add(listener),
    close: () => {
      gone();
      return Promise.resolve();
    },
  };
};

/**
 * Connects to `host:port`, one connection a machine, afresh at each call. Expected failures: nobody
 * there (`noSuchDevice`), another process of this machine talks to it (`inUse`), `notPermitted`, `io`.
 */
export const openTcp =
  (options: TcpOptions): OpenTransport =>
  () => {
    const where = `${options.host}:${String(options.port)}`;
    return openExclusively(`tcp:${where}`, where, async () => {
      const socket = await dial(options, where);
      return socket.ok
        ? ok(overSocket(socket.value, options.clock, options.writeTimeoutMs ?? 5_000))
        : socket;
    });
  };
