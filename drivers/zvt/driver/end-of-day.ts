import type {
  AuthoriseHooks,
  EndOfDayOutcome,
  EndOfDayTotals,
  TerminalProblem,
} from '../../card-terminal.ts';
import { endOfDay, positiveAnswer } from '../codec/commands.ts';
import type { StatusInformation } from '../codec/messages.ts';
import type { Received } from './dialogue.ts';
import { toReceiptText } from './receipt-text.ts';
import { toReply } from './reply.ts';
import { answerStray, answerTo, notifyOf, type Session } from './session.ts';

type Hooks = Pick<AuthoriseHooks, 'onReply' | 'onReceiptText'>;

const problem = (code: TerminalProblem['code']): TerminalProblem => ({ code, resultCode: null });

/** BMP 60 where it has it, else the bare total; `null` where it said neither. */
const totalsOf = ({ totals, amount }: StatusInformation): EndOfDayTotals | null => {
  if (totals === null)
    return amount === null
      ? null
      : { count: null, totalFils: amount, traceFirst: null, traceLast: null };
  return {
    count: totals.count,
    totalFils: amount ?? totals.sum,
    traceFirst: totals.firstReceipt,
    traceLast: totals.lastReceipt,
  };
};

/**
 * `06 50` to its end (digest §5.7, §6.3). Nothing here is money on its way: its `04 0F` is answered
 * positively whatever it counts, for the day is closed at the host by then.
 */
export const closeDay = async (session: Session, hooks: Hooks): Promise<EndOfDayOutcome> => {
  const { dialogue, clock, timers } = session;
  const begun = await dialogue.command(endOfDay(session.password), (stray) =>
    answerStray(session, stray),
  );
  if (begun.kind === 'notSent') return begun;
  if (begun.kind === 'unknown') return { kind: 'inDoubt', problem: begun.problem };
  if (begun.kind === 'aborted') {
    await dialogue.answer(positiveAnswer());
    hooks.onReply({ kind: 'abort', code: begun.resultCode });
    return { kind: 'refused', resultCode: begun.resultCode ?? 0 };
  }
  if (begun.reply.kind === 'negativeAnswer') {
    hooks.onReply({ kind: 'answer', code: begun.reply.resultCode });
    return { kind: 'refused', resultCode: begun.reply.resultCode };
  }
  hooks.onReply({ kind: 'answer', code: 0 });

  let t4Ms = timers.t4Ms;
  let deadline = clock.monotonicMs() + t4Ms;
  let totals: EndOfDayTotals | null = null;
  let refusal: number | null = null;

  const onMessage = async ({ message }: Received): Promise<EndOfDayOutcome | null> => {
    notifyOf(session, message);
    const reply = toReply(message);
    if (reply !== null) hooks.onReply(reply);
    switch (message.kind) {
      case 'positiveAnswer':
      case 'negativeAnswer':
        return null;
      case 'intermediateStatus':
        if (message.minutes !== null && message.minutes > 0) t4Ms = message.minutes * 60_000;
        deadline = clock.monotonicMs() + t4Ms;
        break;
      case 'statusInformation':
        deadline = clock.monotonicMs() + t4Ms;
        refusal = message.status.resultCode === 0 ? null : message.status.resultCode;
        totals = refusal === null ? totalsOf(message.status) : null;
        break;
      case 'print':
        await hooks.onReceiptText(toReceiptText(message.text, 'endOfDay'));
        break;
      case 'completion':
        await dialogue.answer(positiveAnswer());
        return refusal === null
          ? { kind: 'closed', totals }
          : { kind: 'refused', resultCode: refusal };
      case 'abort':
        await dialogue.answer(positiveAnswer());
        // After totals that we acknowledged it may have closed all the same.
        return totals === null
          ? { kind: 'refused', resultCode: message.resultCode ?? refusal ?? 0 }
          : { kind: 'inDoubt', problem: { code: 'refused', resultCode: message.resultCode } };
      case 'setTime':
      case 'unknown':
        break;
    }
    await dialogue.answer(answerTo(message));
    return null;
  };

  for (;;) {
    const incoming = await dialogue.next(deadline - clock.monotonicMs());
    if (incoming.kind === 'linkLost') return { kind: 'inDoubt', problem: problem('linkLost') };
    if (incoming.kind === 'timeout') return { kind: 'inDoubt', problem: problem('noAnswer') };
    const end = await onMessage(incoming);
    if (end !== null) return end;
  }
};
