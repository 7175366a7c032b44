import { SerialPort } from 'serialport';
import { systemClock, type Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { closeOnHangUp } from './hang-up.ts';
import type { ByteTransport, OpenProblem, OpenTransport, WriteProblem } from './transport.ts';

export type SerialOptions = {
  /** A device or a symlink to one. */
  readonly path: string;
  readonly baudRate: number;
  /** 2 for ZVT: a terminal need not take one (ZVT digest §0.2). */
  readonly stopBits?: 1 | 2;
  /**
   * A write that the device does not take within this, and the time its bytes need on the line,
   * is given up and the port closed. Default 5 s.
   */
  readonly writeTimeoutMs?: number;
  readonly clock?: Clock;
};

/** 8 data bits, no parity, no handshake; modem lines are never touched: pseudo-terminals have none. */
const makePort = ({ path, baudRate, stopBits = 1 }: SerialOptions): SerialPort =>
  new SerialPort({
    path,
    baudRate,
    stopBits,
    dataBits: 8,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
    lock: true,
    autoOpen: false,
  });

const toOpenProblem = (path: string, detail: string): OpenProblem => {
  const code = /cannot lock port|resource busy/iu.test(detail)
    ? 'inUse'
    : /no such (?:file|device)/iu.test(detail)
      ? 'noSuchDevice'
      : /permission denied|not permitted/iu.test(detail)
        ? 'notPermitted'
        : 'io';
  return { code, where: path, detail };
};

const openPort = (port: SerialPort): Promise<Error | null> =>
  new Promise((resolve) => {
    port.open(resolve);
  });

/** Throws away what came before we listened: it was meant for somebody else. */
const flushPort = (port: SerialPort): Promise<void> =>
  new Promise((resolve) => {
    port.flush(() => {
      resolve();
    });
  });

type WriteResult = Result<void, WriteProblem>;

const BITS_PER_BYTE = 11;

const overPort = (port: SerialPort, clock: Clock, writeTimeoutMs: number): ByteTransport => {
  const lineMs = (bytes: number): number => (bytes * BITS_PER_BYTE * 1_000) / port.baudRate;
  const dataListeners = new Set<(chunk: Uint8Array) => void>();
  const closeListeners = new Set<() => void>();
  const pendingWrites = new Set<(result: WriteResult) => void>();
  let open = true;
  let tellClosed = (): void => undefined;
  const wasClosed = new Promise<void>((resolve) => {
    tellClosed = resolve;
  });

  const isUsable = (): boolean => open && port.isOpen && !port.closing;

  const gone = (): void => {
    if (!open) return;
    open = false;
    for (const settle of [...pendingWrites]) settle(fail({ code: 'maybeSent', reason: 'closed' }));
    tellClosed();
    for (const listener of [...closeListeners]) listener();
    closeListeners.clear();
    dataListeners.clear();
  };

  const closePort = (): Promise<void> => {
    if (port.isOpen && !port.closing) port.close(gone);
    else if (!port.closing) gone();
    return wasClosed;
  };

  port.on('data', (chunk: Uint8Array) => {
    for (const listener of [...dataListeners]) listener(chunk);
  });
  port.on('close', gone);
  port.on('error', () => void closePort());

  return {
    get isOpen() {
      return isUsable();
    },
    write: (bytes) => {
      if (!isUsable()) return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' }));
      return new Promise<WriteResult>((resolve) => {
        const settle = (result: WriteResult): void => {
          if (!pendingWrites.delete(settle)) return;
          cancelTimeout();
          resolve(result);
        };
        const cancelTimeout = clock.after(writeTimeoutMs + lineMs(bytes.length), () => {
          settle(fail({ code: 'maybeSent', reason: 'timeout' }));
          // Otherwise the rest would go out later, to somebody else.
          void closePort();
        });
        pendingWrites.add(settle);
        port.write(Buffer.from(bytes), (error) => {
          if (error === null || error === undefined) settle(ok(undefined));
          else settle(fail({ code: 'maybeSent', reason: open ? 'io' : 'closed' }));
        });
      });
    },
    onData: (listener) => {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClose: (listener) => {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close: closePort,
  };
};

/**
 * Opens the serial device at `path` exclusively, afresh at each call. Expected failures: no such
 * device, held by another process, not permitted; anything else is `io`.
 */
export const openSerial =
  (options: SerialOptions): OpenTransport =>
  async () => {
    const port = makePort(options);
    const error = await openPort(port);
    if (error !== null) return fail(toOpenProblem(options.path, error.message));
    closeOnHangUp(port);
    await flushPort(port);
    if (!port.isOpen)
      return fail({ code: 'io', where: options.path, detail: 'closed while opening' });
    return ok(overPort(port, options.clock ?? systemClock, options.writeTimeoutMs ?? 5_000));
  };
