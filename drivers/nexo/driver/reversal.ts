import { sleep } from '../../../contract/clock.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import type { CardTerminal, ReverseOutcome, TerminalProblem } from '../../card-terminal.ts';
import { BUSY_CODE, conditionOf, NEXO_RESULT, NOT_FOUND } from '../codec/conditions.ts';
import { reversalRequest, type TransactionId } from '../codec/requests.ts';
import { readBody, reversalResponseSchema, type ReversalResponse } from '../codec/responses.ts';
import { readReceipts } from '../codec/receipt-text.ts';
import { transactionIdOf } from './authorisation.ts';
import { ask, problem } from './exchange.ts';
import { saleTransactionOf, writeReference, type Reference } from './reference.ts';
import type { Session } from './session.ts';
import { askStatus } from './transaction-status.ts';

export type ReversalEnd =
  | {
      readonly kind: 'reversed';
      readonly trace: string;
      readonly receipts: readonly unknown[] | undefined;
    }
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  | { readonly kind: 'refused'; readonly resultCode: number }
  | { readonly kind: 'inDoubt'; readonly problem: TerminalProblem };

const BUSY_TRIES = 3;
const STATUS_TRIES = 3;

/** Success means accepted; at some the host's word comes later, by another way (nexo digest §8). */
const endOf = (reference: Reference, said: ReversalResponse): ReversalEnd => {
  const { Result, ErrorCondition } = said.Response;
  if (Result === 'Success' && ErrorCondition === undefined)
    return {
      kind: 'reversed',
      trace: said.POIData?.POITransactionID.TransactionID.slice(0, 64) ?? reference.serviceId,
      receipts: said.PaymentReceipt,
    };
  if (Result !== 'Failure') return { kind: 'inDoubt', problem: problem('malformed') };
  const { code, meaning } = conditionOf(ErrorCondition);
  // Here NotFound is about the payment that was to be reversed, so it is an answer.
  return (meaning === 'unknown' && ErrorCondition !== NOT_FOUND) || meaning === 'unfinished'
    ? { kind: 'inDoubt', problem: problem('malformed', code) }
    : { kind: 'refused', resultCode: code };
};

const sendOnce = async (
  session: Session,
  reference: Reference,
  original: TransactionId,
): Promise<ReversalEnd> => {
  const answer = await ask(session, reversalRequest(saleTransactionOf(reference), original), {
    serviceId: reference.serviceId,
    answerMs: session.timers.paymentMs,
  });
  switch (answer.kind) {
    case 'notSent':
      return answer;
    case 'unbegun':
      return { kind: 'refused', resultCode: answer.resultCode };
    case 'unknown':
      return { kind: 'inDoubt', problem: answer.problem };
    case 'notDelivered':
      return { kind: 'inDoubt', problem: problem('refused', NEXO_RESULT.notDelivered) };
    case 'empty':
      return { kind: 'inDoubt', problem: problem('malformed') };
    case 'answered': {
      const body = readBody(answer.members, 'ReversalResponse', reversalResponseSchema);
      return body === null
        ? { kind: 'inDoubt', problem: problem('malformed') }
        : endOf(reference, body);
    }
  }
};

/**
 * Gives `original` back as a whole. Each try is a request of its own, named to `onReference` before it
 * leaves; only one that was refused as `Busy` is followed by another.
 */
export const sendReversal = async (
  session: Session,
  original: TransactionId,
  onReference: (reference: string) => void,
): Promise<{ readonly end: ReversalEnd; readonly reference: Reference }> => {
  for (let tries = 1; ; tries++) {
    const reference: Reference = {
      category: 'Reversal',
      serviceId: session.nextServiceId(),
      atMs: session.clock.wallMs(),
      original: original.id,
    };
    onReference(writeReference(reference, session.parties));
    const end = await sendOnce(session, reference, original);
    if (end.kind !== 'refused' || end.resultCode !== BUSY_CODE) return { end, reference };
    if (tries === BUSY_TRIES)
      return { end: { kind: 'notSent', problem: problem('busy', BUSY_CODE) }, reference };
    await sleep(session.clock, session.timers.againMs, session.closing);
  }
};

/**
 * Gives back an approval that may not be kept. A lost answer is asked about at once, and later by the
 * name that `onTakeBack` was given. True when it is known to be reversed.
 */
export const takeBack = async (
  session: Session,
  original: TransactionId,
  onTakeBack: (reference: string) => void,
): Promise<boolean> => {
  const { end, reference } = await sendReversal(session, original, onTakeBack);
  if (end.kind !== 'inDoubt') return end.kind === 'reversed';
  for (let tries = 0; tries < STATUS_TRIES && !session.closing.aborted; tries++) {
    const said = await askStatus(session, reference);
    if (said.kind === 'reversal') return endOf(reference, said.response).kind === 'reversed';
    await sleep(session.clock, session.timers.againMs, session.closing);
  }
  return false;
};

/** The reversal that the engine asks for, journalled step by step. */
export const reverse = async (
  session: Session,
  original: Authorisation,
  hooks: Parameters<CardTerminal['reverse']>[1],
): Promise<ReverseOutcome> => {
  const progress = { named: false };
  try {
    hooks.onPrompt('reversing');
    const { end } = await sendReversal(session, transactionIdOf(original), (reference) => {
      hooks.onReference(reference);
      progress.named = true;
    });
    if (end.kind !== 'reversed') {
      if (end.kind === 'refused') hooks.onReply({ kind: 'abort', code: end.resultCode });
      return end;
    }
    hooks.onReply({ kind: 'statusInformation', code: 0 });
    await hooks.onReversal(end.trace);
    for (const { for: whom, lines } of readReceipts(end.receipts))
      await hooks.onReceiptText({ for: whom, lines });
    return { kind: 'reversed', trace: end.trace };
  } catch (error) {
    session.notify({ kind: 'hookFailed', error });
    return progress.named
      ? { kind: 'inDoubt', problem: problem('noAnswer') }
      : { kind: 'notSent', problem: problem('notConnected') };
  }
};
