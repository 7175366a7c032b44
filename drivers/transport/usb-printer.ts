import { constants, write } from 'node:fs';
import { open as openFile, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { sleep, systemClock, type Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { holdNameOf, openExclusively } from './exclusive.ts';
import { createListeners } from './listeners.ts';
import type { ByteTransport, OpenProblem, OpenTransport, WriteProblem } from './transport.ts';

export type UsbPrinterOptions = {
  /** `/dev/usb/lp…` or a symlink to one. */
  readonly path: string;
  /** A printer that takes none of a write for so long is given up and the device closed. Default 5 s. */
  readonly writeTimeoutMs?: number;
  readonly clock?: Clock;
};

/** Node has no poll(2), so answers are looked for: often while a talk goes on, seldom otherwise. */
const TALK_MS = 1_000;
const LOOK_IN_TALK_MS = 5;
const LOOK_MS = 40;
/** Between two offers of bytes that the printer did not take. */
const OFFER_MS = 5;
/** What usblp hands to the printer at once, and the longest it can be late to notice a time-out. */
const MOST_AT_ONCE = 8_192;
const READ_BYTES = 4_096;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** The printer takes nothing just now; out of paper, some makes say so with ENOSPC. */
const isLater = (error: unknown): boolean => ['EAGAIN', 'EINTR', 'ENOSPC'].includes(codeOf(error));

const toOpenProblem = (where: string, error: unknown): OpenProblem => {
  const code = codeOf(error);
  return {
    code:
      code === 'EBUSY'
        ? 'inUse'
        : ['ENOENT', 'ENODEV', 'ENXIO'].includes(code)
          ? 'noSuchDevice'
          : ['EACCES', 'EPERM'].includes(code)
            ? 'notPermitted'
            : 'io',
    where,
    detail: (error as Error).message,
  };
};

// Not `file.write`, which never asks the kernel about no bytes.
const writeAsync = promisify(write);

type WriteResult = Result<void, WriteProblem>;

const overNode = (file: FileHandle, clock: Clock, writeTimeoutMs: number): ByteTransport => {
  const data = createListeners<Uint8Array>();
  const closed = createListeners<undefined>();
  const closing = new AbortController();
  let open = true;
  let talkUntilMs = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let wake: () => void = () => undefined;

  const isOpen = (): boolean => open;

  const gone = (): void => {
    if (!open) return;
    open = false;
    closing.abort();
    closed.call(undefined);
    closed.clear();
    data.clear();
  };

  const rest = async (): Promise<void> => {
    const woken = new AbortController();
    wake = () => {
      woken.abort();
    };
    const inTalk = clock.monotonicMs() < talkUntilMs;
    const signal = AbortSignal.any([woken.signal, closing.signal]);
    await sleep(clock, inTalk ? LOOK_IN_TALK_MS : LOOK_MS, signal);
  };

  /** How many of `bytes` were taken at once; `null`: nothing just now. */
  const offer = async (bytes: Uint8Array): Promise<Result<number | null, 'io' | 'closed'>> => {
    try {
      return ok((await writeAsync(file.fd, bytes)).bytesWritten);
    } catch (error) {
      if (isLater(error)) return ok(null);
      return fail(open ? 'io' : 'closed');
    }
  };

  const listen = async (): Promise<void> => {
    const buffer = new Uint8Array(READ_BYTES);
    while (isOpen()) {
      try {
        const { bytesRead } = await file.read(buffer, 0, buffer.length);
        if (bytesRead > 0) {
          talkUntilMs = clock.monotonicMs() + TALK_MS;
          data.call(buffer.slice(0, bytesRead));
          buffer.fill(0, 0, bytesRead);
          continue;
        }
        // A printer's empty packet, which usblp passes on; or the end, which a write would say.
        if (!(await offer(new Uint8Array())).ok) gone();
      } catch (error) {
        if (!isLater(error)) gone();
      }
      if (isOpen()) await rest();
    }
  };

  const giveUp = (reason: WriteProblem['reason']): WriteResult => {
    gone();
    return fail({ code: 'maybeSent', reason });
  };

  /** All of it, then nothing: usblp refuses even that until the printer has taken what it was given. */
  const send = async (bytes: Uint8Array): Promise<WriteResult> => {
    if (!open) return fail({ code: 'notSent', reason: 'notOpen' });
    let untilMs = clock.monotonicMs() + writeTimeoutMs;
    for (let sent = 0, taken = false; !taken;) {
      const piece = bytes.subarray(sent, sent + MOST_AT_ONCE);
      const offered = await offer(piece);
      if (!offered.ok) return giveUp(offered.error);
      if (!isOpen()) return giveUp('closed');
      taken = piece.length === 0 && offered.value === 0;
      sent += offered.value ?? 0;
      if ((offered.value ?? 0) > 0) untilMs = clock.monotonicMs() + writeTimeoutMs;
      else if (!taken) {
        if (clock.monotonicMs() >= untilMs) return giveUp('timeout');
        await sleep(clock, OFFER_MS, closing.signal);
      }
    }
    talkUntilMs = clock.monotonicMs() + TALK_MS;
    wake();
    return ok(undefined);
  };

  const listened = listen();
  const ended = new Promise<void>((resolve) => {
    closing.signal.addEventListener('abort', () => {
      // Only when nobody uses the descriptor any more: its number may be another file's at once.
      void Promise.allSettled([listened, turn])
        .then(() => file.close())
        .catch(() => undefined)
        .then(resolve);
    });
  });

  return {
    get isOpen() {
      return open;
    },
    write: (bytes) => {
      const copy = Uint8Array.from(bytes);
      const written = turn.then(() => send(copy));
      turn = written;
      return written;
    },
    onData: data.add,
    onClose: (listener) => closed.add(listener),
    close: () => {
      gone();
      return ended;
    },
  };
};

/** Throws away what the printer said before we listened: it was meant for somebody else. */
const drain = async (file: FileHandle): Promise<void> => {
  const buffer = new Uint8Array(READ_BYTES);
  for (let i = 0; i < 16; i++) {
    const read = await file.read(buffer, 0, buffer.length).catch(() => ({ bytesRead: 0 }));
    if (read.bytesRead === 0) return;
  }
};

/**
 * Opens a USB printer's node exclusively, afresh at each call: usblp gives a second opener EBUSY.
 * Expected failures: no such device, held by another process, not permitted; anything else is `io`.
 */
export const openUsbPrinter =
  (options: UsbPrinterOptions): OpenTransport =>
  async () => {
    const { path } = options;
    const flags = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY;
    const name = await holdNameOf(path);
    if (name === null)
      return fail({ code: 'noSuchDevice', where: path, detail: 'there is nothing at this path' });
    return openExclusively(name, path, async () => {
      let file: FileHandle;
      try {
        file = await openFile(path, flags);
      } catch (error) {
        return fail(toOpenProblem(path, error));
      }
      const node = await file.stat();
      if (!node.isCharacterDevice() && !node.isFIFO()) {
        await file.close();
        return fail({ code: 'io', where: path, detail: 'is no device' });
      }
      await drain(file);
      return ok(overNode(file, options.clock ?? systemClock, options.writeTimeoutMs ?? 5_000));
    });
  };
