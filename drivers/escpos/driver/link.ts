/** Questions and answers over one open transport. Everything that waits here ends by itself. */
import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ByteTransport, WriteProblem } from '../../transport/transport.ts';
import { discardBuffers } from '../codec/real-time.ts';
import { isDiscardDone, type Reply, type ReplyParser } from '../codec/replies.ts';
import type { PaperCounter } from './paper-fed.ts';

/** Real-time answers come within milliseconds; this also survives a slow USB adapter. */
const ANSWER_MS = 500;
const DISCARD_MS = 3_000;
/** How long a late answer to a question we gave up may still arrive and must not count as the next one. */
const STALE_MS = 300;
/** Small enough for the free bytes a printer still has when it says XOFF (digest §14). */
const WRITE_BYTES = 128;

export type Silence = 'silent' | 'closed';

export type PrinterLink = {
  isOpen(): boolean;
  /** False between XOFF and XON. */
  readonly maySend: boolean;
  /** A status question; only ever one is on the line, so its answer cannot be mistaken. */
  ask<T>(question: Uint8Array, match: (reply: Reply) => T | null): Promise<Result<T, Silence>>;
  /** A command that acts at once and is not answered, e.g. `DLE ENQ`; false where it did not go out. */
  act(command: Uint8Array): Promise<boolean>;
  /** `DLE DC4` 8; true once the printer says that its buffers are empty. */
  discard(): Promise<boolean>;
  /** Part of a command stream; waits before each piece while `hold` says so. Its paper is counted. */
  write(bytes: Uint8Array, hold: () => Promise<boolean>): Promise<Result<void, WriteProblem>>;
  /** The first reply that `match` takes, or `null` after `ms` or when the link is gone. */
  expect<T>(match: (reply: Reply) => T | null, ms: number): Promise<T | null>;
  onReply(listener: (reply: Reply) => void): () => void;
  stop(): void;
};

export const createPrinterLink = (
  transport: ByteTransport,
  clock: Clock,
  parser: ReplyParser,
  paper: PaperCounter,
): PrinterLink => {
  const listeners = new Set<(reply: Reply) => void>();
  const closers = new Set<() => void>();
  let mayHaveLateAnswer = false;
  let maySend = true;

  const stopData = transport.onData((chunk) => {
    for (const reply of parser.push(chunk)) {
      if (reply.kind === 'flow') maySend = reply.may === 'send';
      for (const listener of [...listeners]) listener(reply);
    }
  });
  const stopClose = transport.onClose(() => {
    for (const close of [...closers]) close();
  });

  const onReply = (listener: (reply: Reply) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const expect = <T>(match: (reply: Reply) => T | null, ms: number): Promise<T | null> =>
    new Promise((resolve) => {
      const finish = (value: T | null): void => {
        stopListening();
        cancel();
        closers.delete(closed);
        resolve(value);
      };
      const closed = (): void => {
        finish(null);
      };
      const stopListening = onReply((reply) => {
        const value = match(reply);
        if (value !== null) finish(value);
      });
      const cancel = clock.after(Math.max(0, ms), closed);
      closers.add(closed);
      if (!transport.isOpen) closed();
    });

  const ask: PrinterLink['ask'] = async (question, match) => {
    if (mayHaveLateAnswer) {
      await expect(() => null, STALE_MS);
      parser.reset();
      mayHaveLateAnswer = false;
    }
    const answer = expect(match, ANSWER_MS);
    const sent = await transport.write(question);
    if (!sent.ok && !transport.isOpen) return fail('closed');
    const found = await answer;
    if (found !== null) return ok(found);
    mayHaveLateAnswer = true;
    return fail(transport.isOpen ? 'silent' : 'closed');
  };

  const discard = async (): Promise<boolean> => {
    const answer = expect((reply) => (isDiscardDone(reply) ? true : null), DISCARD_MS);
    const sent = await transport.write(discardBuffers());
    if (!sent.ok && sent.error.code === 'notSent') return false;
    const done = await answer;
    if (done !== true) return false;
    maySend = true;
    paper.reset();
    return true;
  };

  const write: PrinterLink['write'] = async (bytes, hold) => {
    for (let at = 0; at < bytes.length; at += WRITE_BYTES) {
      if (!(await hold())) return fail({ code: 'maybeSent', reason: 'timeout' });
      const piece = bytes.subarray(at, at + WRITE_BYTES);
      const sent = await transport.write(piece);
      if (sent.ok || sent.error.code === 'maybeSent') paper.push(piece);
      if (!sent.ok) return sent;
    }
    return ok(undefined);
  };

  return {
    isOpen: () => transport.isOpen,
    get maySend() {
      return maySend;
    },
    ask,
    act: async (command) => (await transport.write(command)).ok,
    discard,
    write,
    expect,
    onReply,
    stop: () => {
      stopData();
      stopClose();
      for (const close of [...closers]) close();
    },
  };
};
