import type { Clock } from '../../../contract/clock.ts';
import { negativeAnswer, positiveAnswer, REFUSAL } from '../codec/commands.ts';
import type { TerminalMessage } from '../codec/messages.ts';
import type { Dialogue, Received } from './dialogue.ts';
import type { ZvtTimers } from './timers.ts';

/** Something for the technician, found in what the terminal sends. Never card data. */
export type ZvtNotice =
  /** It sends card numbers in clear: its provider must switch masking on (digest §13). */
  | { readonly kind: 'cardNumberNotMasked' }
  /** A status information could not be read from this BMP on. */
  | { readonly kind: 'unparsed'; readonly bmp: number }
  /** Tag 1F13: it wants something done: 0 extended diagnosis, 1 end of day, … */
  | { readonly kind: 'asksFor'; readonly what: number }
  /** It sent a command we do not know, `0x0601` style. */
  | { readonly kind: 'unknownCommand'; readonly control: number }
  /** A hook threw: a bug in the kiosk. Nothing was acknowledged after it. */
  | { readonly kind: 'hookFailed'; readonly error: unknown };

/** What the procedures of one terminal share. */
export type Session = {
  readonly dialogue: Dialogue;
  readonly clock: Clock;
  readonly timers: ZvtTimers;
  /** Six digits. */
  readonly password: string;
  readonly notify: (notice: ZvtNotice) => void;
  /** `06 1E` codes with which this terminal says that it has no last transaction. */
  readonly nothingStoredCodes: readonly number[];
  /** BMP 29 of the registration. */
  terminalId: string | null;
  /** The terminal gives receipt text, and stores a payment only after the last of it (digest §12.1 b). */
  readonly printsThroughUs: boolean;
  /**
   * The approval and the texts that the last operation acknowledged: should an answer have got lost,
   * the repeat is answered equally, until the next operation begins.
   */
  readonly accepted: Set<string>;
};

/** Reports what a technician should know of `message`. */
export const notifyOf = (session: Session, message: TerminalMessage): void => {
  if (message.kind === 'unknown')
    session.notify({ kind: 'unknownCommand', control: message.control });
  if (message.kind !== 'statusInformation') return;
  const { cardNumberNotMasked, unparsedFrom, asksFor } = message.status;
  if (asksFor !== null) session.notify({ kind: 'asksFor', what: asksFor });
  if (cardNumberNotMasked) session.notify({ kind: 'cardNumberNotMasked' });
  if (unparsedFrom !== null) session.notify({ kind: 'unparsed', bmp: unparsedFrom });
};

const answerToStray = (session: Session, { message, key }: Received): Uint8Array => {
  if (session.accepted.has(key)) return positiveAnswer();
  if (message.kind === 'statusInformation' && (message.status.resultCode ?? 0) === 0)
    return negativeAnswer(REFUSAL.protocolError);
  // The kiosk's own paper is no part of a commit: what the terminal prints for its house may go by.
  if (
    message.kind === 'print' &&
    session.printsThroughUs &&
    message.text.receipt !== 'administration'
  )
    return negativeAnswer(REFUSAL.cannotPrint);
  return answerTo(message);
};

/**
 * Answers a message that belongs to no running sequence of ours. An approval among these is in no
 * journal, nor is receipt text that a payment hangs on: refused, so that the terminal reverses it,
 * unless it is one acknowledged before.
 */
export const answerStray = async (session: Session, stray: Received): Promise<void> => {
  const { message } = stray;
  if (message.kind === 'positiveAnswer' || message.kind === 'negativeAnswer') return;
  notifyOf(session, message);
  await session.dialogue.answer(answerToStray(session, stray));
};

/** The ordinary answer: `80 00 00`, or `84 83 00` to what we do not know (digest §3). */
export const answerTo = (message: TerminalMessage): Uint8Array =>
  message.kind === 'unknown' ? negativeAnswer(REFUSAL.unknownCommand) : positiveAnswer();
