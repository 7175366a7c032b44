import { fail, ok, type Result } from '../../../contract/result.ts';
import type { TerminalProblem } from '../../card-terminal.ts';
import { positiveAnswer } from '../codec/commands.ts';
import type { StatusInformation } from '../codec/messages.ts';
import { answerStray, notifyOf, type Session } from './session.ts';

export type EnquiryEnd =
  | {
      readonly kind: 'completed';
      /** The Completion's data; `null` where the Completion was lost but a status had come. */
      readonly data: Uint8Array | null;
      readonly status: StatusInformation | null;
    }
  /** `06 1E` after the command was accepted. */
  | { readonly kind: 'aborted'; readonly resultCode: number | null };

const refused = (resultCode: number | null): TerminalProblem => ({ code: 'refused', resultCode });

/**
 * A command that moves no money, to its Completion. `wantsStatus`: the `04 0F` within it is what
 * was asked for; otherwise it belongs to something else and is answered as such.
 */
export const enquire = async (
  session: Session,
  command: Uint8Array,
  wantsStatus = false,
): Promise<Result<EnquiryEnd, TerminalProblem>> => {
  const { dialogue, clock, timers } = session;
  const begun = await dialogue.command(command, (stray) => answerStray(session, stray));
  if (begun.kind === 'notSent' || begun.kind === 'unknown') return fail(begun.problem);
  if (begun.kind === 'aborted') {
    await dialogue.answer(positiveAnswer());
    return fail(refused(begun.resultCode));
  }
  if (begun.reply.kind === 'negativeAnswer') return fail(refused(begun.reply.resultCode));

  let t4Ms = timers.t4Ms;
  let deadline = clock.monotonicMs() + t4Ms;
  let status: StatusInformation | null = null;
  for (;;) {
    const incoming = await dialogue.next(deadline - clock.monotonicMs());
    if (incoming.kind !== 'message') {
      // The copy is evidence by itself; a lost Completion takes nothing from it.
      if (status !== null) return ok({ kind: 'completed', data: null, status });
      const code = incoming.kind === 'linkLost' ? 'linkLost' : 'noAnswer';
      return fail({ code, resultCode: null });
    }
    const { message } = incoming;
    if (message.kind === 'completion' || message.kind === 'abort') {
      await dialogue.answer(positiveAnswer());
      if (message.kind === 'abort') return ok({ kind: 'aborted', resultCode: message.resultCode });
      return ok({ kind: 'completed', data: message.data, status });
    }
    if (message.kind === 'intermediateStatus' && message.minutes !== null && message.minutes > 0)
      t4Ms = message.minutes * 60_000;
    if (message.kind === 'intermediateStatus' || message.kind === 'statusInformation')
      deadline = clock.monotonicMs() + t4Ms;
    if (message.kind === 'statusInformation' && wantsStatus) {
      notifyOf(session, message);
      status = message.status;
      await dialogue.answer(positiveAnswer());
    } else if (message.kind === 'print') {
      // Once it has answered the command it has left what came before: no payment hangs on this text.
      await dialogue.answer(positiveAnswer());
    } else await answerStray(session, incoming);
  }
};
