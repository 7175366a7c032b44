/**
 * The application layer: commands and their answers within T3, the terminal's messages in order
 * and each of them once, copies told by alternation (digest §1, §3).
 */
import type { Clock } from '../../../contract/clock.ts';
import type { TerminalProblem } from '../../card-terminal.ts';
import type { Reply, TerminalMessage } from '../codec/messages.ts';
import { readMessage } from '../codec/read-message.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import type { CreateLink, SendOutcome } from './link.ts';
import type { ZvtTimers } from './timers.ts';

/** A message with what it is told apart by: equal keys, equal messages. No card data is in it. */
export type Received = { readonly message: TerminalMessage; readonly key: string };

export type Incoming =
  | ({ readonly kind: 'message' } & Received)
  | { readonly kind: 'timeout' }
  | { readonly kind: 'linkLost' };

export type CommandOutcome =
  | { readonly kind: 'answered'; readonly reply: Reply }
  /** `06 1E` in place of an answer (digest §11); not acknowledged yet. */
  | { readonly kind: 'aborted'; readonly resultCode: number | null }
  /** Proven: the terminal does not have it. */
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** It may have it. */
  | { readonly kind: 'unknown'; readonly problem: TerminalProblem };

export interface Dialogue {
  /** Sends a command and waits for its answer; `onStray` answers messages of an earlier sequence. */
  command(apdu: Uint8Array, onStray: (stray: Received) => Promise<void>): Promise<CommandOutcome>;
  /** The next message, for at most `timeoutMs`. */
  next(timeoutMs: number): Promise<Incoming>;
  /** Answers the terminal's message. */
  answer(apdu: Uint8Array): Promise<SendOutcome>;
  /** Sends something the terminal may ignore, unless the line is in use: true if it went out. */
  sendAside(apdu: Uint8Array): boolean;
  /** A message waits that nobody took yet. */
  readonly hasMore: boolean;
  /** Takes messages while no operation runs. */
  takeIdle(): Received | null;
  readonly isLinkLost: boolean;
  close(): Promise<void>;
}

const MOST_WAITING = 64;

/** Receipt text is wiped from the bytes, so that two of its lines differ only in what was read of them. */
const keyOf = (message: TerminalMessage, wiped: Uint8Array): string =>
  message.kind === 'print'
    ? `text ${JSON.stringify(message.text)}`
    : Buffer.from(wiped).toString('latin1');

const problem = (code: TerminalProblem['code']): TerminalProblem => ({ code, resultCode: null });

const isReply = (message: TerminalMessage): message is Reply =>
  message.kind === 'positiveAnswer' || message.kind === 'negativeAnswer';

export const createDialogue = (
  createLink: CreateLink,
  transport: ByteTransport,
  clock: Clock,
  timers: ZvtTimers,
  onArrival: () => void,
): Dialogue => {
  const inbox: Received[] = [];
  let lost = false;
  let wake: (() => void) | null = null;
  /** The terminal's last message that wants an answer, and whether the terminal has our answer. */
  let last: { readonly key: string; answered: boolean } | null = null;

  const arrived = (): void => {
    if (wake === null) onArrival();
    else wake();
  };

  const link = createLink(transport, clock, timers, {
    onMessage: (bytes, isNew) => {
      const message = readMessage(bytes);
      const key = keyOf(message, bytes);
      if (!isReply(message)) {
        if (last !== null && !last.answered && last.key === key) return; // a copy
        isNew();
        last = { key, answered: false };
      } else isNew();
      // A terminal that floods us instead of waiting for answers is not listened to.
      if (inbox.length < MOST_WAITING) inbox.push({ message, key });
      arrived();
    },
    onClosed: () => {
      lost = true;
      arrived();
    },
  });

  const send = (apdu: Uint8Array): Promise<SendOutcome> =>
    new Promise((resolve) => {
      link.send(apdu, resolve);
    });

  const next = async (timeoutMs: number): Promise<Incoming> => {
    if (inbox.length === 0 && !lost && timeoutMs > 0)
      await new Promise<void>((resolve) => {
        const cancel = clock.after(timeoutMs, resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
    wake = null;
    const received = inbox.shift();
    if (received !== undefined) return { kind: 'message', ...received };
    return { kind: lost ? 'linkLost' : 'timeout' };
  };

  const awaitAnswer = async (
    sent: SendOutcome,
    onStray: (stray: Received) => Promise<void>,
  ): Promise<CommandOutcome> => {
    const deadline = clock.monotonicMs() + timers.t3Ms;
    for (;;) {
      const incoming = await next(deadline - clock.monotonicMs());
      if (incoming.kind === 'linkLost') return { kind: 'unknown', problem: problem('linkLost') };
      if (incoming.kind === 'timeout') {
        link.suspect();
        return {
          kind: sent === 'rejected' ? 'notSent' : 'unknown',
          problem: problem('noAnswer'),
        };
      }
      const { message, key } = incoming;
      if (isReply(message)) return { kind: 'answered', reply: message };
      if (message.kind === 'abort') return { kind: 'aborted', resultCode: message.resultCode };
      // A sequence of ours has begun although its answer got lost: whatever it is, it has the command.
      if (sent === 'rejected') sent = 'unacknowledged';
      await onStray({ message, key });
    }
  };

  return {
    command: async (apdu, onStray) => {
      last = null;
      const sent = await send(apdu);
      if (sent === 'notSent') return { kind: 'notSent', problem: problem('notConnected') };
      if (sent === 'linkLost') return { kind: 'unknown', problem: problem('linkLost') };
      // Even unacknowledged it may have arrived: its answer would show it (digest §11 A).
      return awaitAnswer(sent, onStray);
    },
    next,
    answer: (apdu) => {
      const answering = last;
      return new Promise((resolve) => {
        link.send(apdu, (outcome) => {
          if (answering !== null && outcome !== 'yielded') answering.answered = true;
          resolve(outcome);
        });
      });
    },
    sendAside: (apdu) => {
      if (!link.isQuiet || inbox.length > 0 || lost) return false;
      link.send(apdu, () => undefined, true);
      return true;
    },
    get hasMore() {
      return inbox.length > 0;
    },
    takeIdle: () => inbox.shift() ?? null,
    get isLinkLost() {
      return lost;
    },
    close: () => link.close(),
  };
};
