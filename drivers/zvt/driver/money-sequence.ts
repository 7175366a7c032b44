/**
 * A payment or a reversal from its command to its end (digest §6.2, §11, §12). The order is the
 * point: an approval is offered to the hook first, acknowledged second, and true only with `06 0F`.
 */
import type { CardPrompt } from '../../../contract/view.ts';
import type { TerminalProblem, TerminalReceiptText, TerminalReply } from '../../card-terminal.ts';
import { abort, negativeAnswer, positiveAnswer, REFUSAL } from '../codec/commands.ts';
import { readPaymentCompletion } from '../codec/completion.ts';
import type { StatusInformation, TerminalMessage } from '../codec/messages.ts';
import type { PrintedText } from '../codec/receipt-text.ts';
import { createApprovalGate, type Decision } from './approval-gate.ts';
import type { Incoming, Received } from './dialogue.ts';
import { promptFor } from './prompts.ts';
import { toReceiptText } from './receipt-text.ts';
import { toReply } from './reply.ts';
import { answerStray, answerTo, notifyOf, type Session } from './session.ts';

export type MoneySequence<T> = {
  readonly command: Uint8Array;
  readonly onReply: (reply: TerminalReply) => void;
  readonly onPrompt: (prompt: CardPrompt) => void;
  /** What a successful status approves; `null` where it is not what was asked for. */
  readonly read: (status: StatusInformation) => T | null;
  readonly decide: (approval: T) => Promise<Decision>;
  /** Receipt text, to be made durable before it is acknowledged. */
  readonly onReceiptText: (text: TerminalReceiptText) => Promise<void>;
};

export type MoneyEnd<T> =
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** `byKiosk`: we refused the approval, and the terminal gave it up. */
  | { readonly kind: 'refused'; readonly resultCode: number; readonly byKiosk: boolean }
  | { readonly kind: 'completed'; readonly approval: T }
  | { readonly kind: 'inDoubt'; readonly problem: TerminalProblem; readonly approval: T | null };

export interface RunningSequence<T> {
  readonly end: Promise<MoneyEnd<T>>;
  /** Asks for an end by `06 B0` while there is no approval yet; once the line is free. */
  askAbort(): void;
}

const WRONG_PIN = 0x37;

const problem = (code: TerminalProblem['code'], resultCode: number | null = null) =>
  ({ code, resultCode }) satisfies TerminalProblem;

export const startMoneySequence = <T>(
  session: Session,
  sequence: MoneySequence<T>,
): RunningSequence<T> => {
  const { dialogue, clock, timers } = session;
  let t4Ms = timers.t4Ms;
  let deadline = 0;
  /** What our answer to the last successful status was. */
  let answered: 'none' | 'accepted' | 'refused' = 'none';
  let lastRefusal: number | null = null;
  let abortWanted = false;
  let listening = false;

  const gate = createApprovalGate<T>(sequence.decide, clock, timers.answerWithinMs, (error) => {
    session.notify({ kind: 'hookFailed', error });
  });

  const restartT4 = (): void => {
    deadline = clock.monotonicMs() + t4Ms;
  };

  const inDoubt = (why: TerminalProblem): MoneyEnd<T> => ({
    kind: 'inDoubt',
    problem: why,
    approval: gate.offered,
  });

  const sendAbort = (): void => {
    if (abortWanted && listening && gate.offered === null && dialogue.sendAside(abort()))
      abortWanted = false;
  };

  const listen = async (): Promise<Incoming> => {
    listening = true;
    sendAbort();
    const incoming = await dialogue.next(deadline - clock.monotonicMs());
    listening = false;
    return incoming;
  };

  const answer = async (apdu: Uint8Array): Promise<MoneyEnd<T> | null> => {
    const sent = await dialogue.answer(apdu);
    if (sent === 'delivered') return null;
    return inDoubt(
      problem(sent === 'unacknowledged' || sent === 'rejected' ? 'noAnswer' : 'linkLost'),
    );
  };

  const refuse = (): Promise<MoneyEnd<T> | null> => {
    answered = 'refused';
    lastRefusal = null;
    return answer(negativeAnswer(REFUSAL.protocolError));
  };

  const onStatus = async (status: StatusInformation, key: string): Promise<MoneyEnd<T> | null> => {
    restartT4();
    if (status.resultCode !== null && status.resultCode !== 0) {
      lastRefusal = status.resultCode;
      if (status.resultCode === WRONG_PIN) sequence.onPrompt('wrongPin');
      return answer(positiveAnswer());
    }
    const approval = status.resultCode === 0 ? sequence.read(status) : null;
    if (approval === null) return refuse();
    const decision = await gate.offer(key, approval);
    // Nobody waits for this answer any more: the terminal went on, or is gone.
    if (dialogue.hasMore) return null;
    if (dialogue.isLinkLost) return inDoubt(problem('linkLost'));
    if (decision === 'failed') return inDoubt(problem('noAnswer'));
    if (decision === 'later') return answer(negativeAnswer(REFUSAL.pleaseWait));
    if (decision === 'refuse') return refuse();
    answered = 'accepted';
    lastRefusal = null;
    session.accepted.add(key);
    return answer(positiveAnswer());
  };

  /** The terminal may store the payment only after our answer to the last of these (digest §12.1 b). */
  const onText = async (text: PrintedText, key: string): Promise<MoneyEnd<T> | null> => {
    await sequence.onReceiptText(toReceiptText(text, 'payment'));
    // As with an approval: an answer that comes too late would be taken for that to something else.
    if (dialogue.hasMore) return null;
    if (dialogue.isLinkLost) return inDoubt(problem('linkLost'));
    session.accepted.add(key);
    return answer(positiveAnswer());
  };

  /** `06 0F`: only after an approval that we acknowledged, and none other since, is it money. */
  const onCompletion = (data: Uint8Array): MoneyEnd<T> => {
    const code = readPaymentCompletion(data) ?? 0;
    const approval = gate.offered;
    if (answered === 'accepted' && lastRefusal === null && code === 0 && approval !== null)
      return { kind: 'completed', approval };
    if (answered !== 'accepted' && lastRefusal !== null)
      return { kind: 'refused', resultCode: lastRefusal, byKiosk: answered === 'refused' };
    return inDoubt(problem('malformed', code));
  };

  /** `06 1E`: after an acknowledged approval it proves nothing (digest §11). */
  const onAbort = (resultCode: number | null): MoneyEnd<T> =>
    answered === 'accepted'
      ? inDoubt(problem('refused', resultCode))
      : {
          kind: 'refused',
          resultCode: resultCode ?? lastRefusal ?? 0,
          byKiosk: answered === 'refused',
        };

  const onMessage = async ({ message, key }: Received): Promise<MoneyEnd<T> | null> => {
    notifyOf(session, message);
    report(message);
    switch (message.kind) {
      case 'positiveAnswer':
      case 'negativeAnswer':
        return null; // To our `06 B0`: it may be refused, and the payment goes on.
      case 'statusInformation':
        return onStatus(message.status, key);
      case 'print':
        return onText(message.text, key);
      case 'intermediateStatus': {
        if (message.minutes !== null && message.minutes > 0) t4Ms = message.minutes * 60_000;
        restartT4();
        const prompt = message.status === null ? null : promptFor(message.status);
        if (prompt !== null) sequence.onPrompt(prompt);
        return answer(positiveAnswer());
      }
      case 'completion':
      case 'abort':
        // The end is the end, whether or not our answer to it arrives.
        await dialogue.answer(positiveAnswer());
        return message.kind === 'abort' ? onAbort(message.resultCode) : onCompletion(message.data);
      default:
        return answer(answerTo(message));
    }
  };

  const report = (message: TerminalMessage): void => {
    const reply = toReply(message);
    if (reply !== null) sequence.onReply(reply);
  };

  const begin = async (): Promise<MoneyEnd<T> | null> => {
    const begun = await dialogue.command(sequence.command, (stray) => answerStray(session, stray));
    if (begun.kind === 'notSent') return begun;
    if (begun.kind === 'unknown') return inDoubt(begun.problem);
    if (begun.kind === 'aborted')
      return onMessage({
        message: { kind: 'abort', resultCode: begun.resultCode },
        key: '',
      });
    report(begun.reply);
    if (begun.reply.kind === 'positiveAnswer') return null;
    return { kind: 'refused', resultCode: begun.reply.resultCode, byKiosk: false };
  };

  const run = async (): Promise<MoneyEnd<T>> => {
    const early = await begin();
    if (early !== null) return early;
    restartT4();
    for (;;) {
      const incoming = await listen();
      if (incoming.kind === 'linkLost') return inDoubt(problem('linkLost'));
      if (incoming.kind === 'timeout') return inDoubt(problem('noAnswer'));
      const end = await onMessage(incoming);
      if (end !== null) return end;
    }
  };

  const runSafely = async (): Promise<MoneyEnd<T>> => {
    try {
      return await run();
    } catch (error) {
      // A hook threw: whatever was said to it is not answered, and nothing is certain.
      session.notify({ kind: 'hookFailed', error });
      return inDoubt(problem('noAnswer'));
    } finally {
      await gate.settled();
    }
  };

  return {
    end: runSafely(),
    askAbort: () => {
      abortWanted = true;
      sendAbort();
    },
  };
};
