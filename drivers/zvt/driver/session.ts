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
  /**
   * The approval that the last operation acknowledged: should its answer have got lost, its repeat
   * is answered equally, until the next operation begins.
   */
  accepted: Uint8Array | null;
};

/** Reports what a technician should know of `message`. */
export const notifyOf = (session: Session, message: TerminalMessage): void => {
  if (message.kind === 'unknown')
    session.notify({ kind: 'unknownCommand', control: message.control });
  if (message.kind !== 'statusInformation') return;
  const { cardNumberNotMasked, unparsedFrom } = message.status;
  if (cardNumberNotMasked) session.notify({ kind: 'cardNumberNotMasked' });
  if (unparsedFrom !== null) session.notify({ kind: 'unparsed', bmp: unparsedFrom });
};

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/**
 * Answers a message that belongs to no running sequence of ours. An approval among these is in no
 * journal: refused, so that the terminal reverses it, unless it is the one acknowledged before.
 */
export const answerStray = async (session: Session, stray: Received): Promise<void> => {
  const { message, bytes } = stray;
  if (message.kind === 'positiveAnswer' || message.kind === 'negativeAnswer') return;
  notifyOf(session, message);
  const known = session.accepted !== null && equalBytes(session.accepted, bytes);
  const refuses =
    message.kind === 'statusInformation' &&
    (message.status.resultCode === 0 || message.status.resultCode === null) &&
    !known;
  if (refuses) await session.dialogue.answer(negativeAnswer(REFUSAL.protocolError));
  else await session.dialogue.answer(answerTo(message));
};

/** The ordinary answer: `80 00 00`, or `84 83 00` to what we do not know (digest §3). */
export const answerTo = (message: TerminalMessage): Uint8Array =>
  message.kind === 'unknown' ? negativeAnswer(REFUSAL.unknownCommand) : positiveAnswer();
