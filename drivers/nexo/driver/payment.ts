/** One payment from its name to its end: `sent`, then final or in doubt (nexo digest §9). */
import type { Fils } from '../../../contract/money.ts';
import type { AuthoriseHooks, AuthoriseOutcome, TerminalProblem } from '../../card-terminal.ts';
import { filsOf } from '../codec/amount.ts';
import { conditionOf, NEXO_RESULT } from '../codec/conditions.ts';
import { readReceipts } from '../codec/receipt-text.ts';
import { abortRequest, paymentRequest } from '../codec/requests.ts';
import { paymentResponseSchema, readBody, type PaymentResponse } from '../codec/responses.ts';
import { cardOf } from './authorisation.ts';
import { ask, problem, type Answer } from './exchange.ts';
import { saleTransactionOf, writeReference, type Reference } from './reference.ts';
import { takeBack } from './reversal.ts';
import type { Session } from './session.ts';
import { askStatus } from './transaction-status.ts';
import { judge, type PaymentVerdict } from './verdict.ts';

const ABORTED = conditionOf('Aborted').code;

export type RunningPayment = {
  readonly end: Promise<AuthoriseOutcome>;
  /** Before anything was sent it is not sent at all; afterwards a request that may come too late. */
  readonly askAbort: () => Promise<void>;
};

const inDoubt = (cause: TerminalProblem): AuthoriseOutcome => ({
  kind: 'inDoubt',
  problem: cause,
  authorisation: null,
});

/** Receipt text as it came, durable before the payment is called settled; failures have some too. */
const handReceipts = async (
  raw: readonly unknown[] | undefined,
  hooks: Pick<AuthoriseHooks, 'onReceiptText'>,
): Promise<void> => {
  for (const receipt of readReceipts(raw))
    if (receipt.lines.length > 0)
      await hooks.onReceiptText({ for: receipt.for, lines: receipt.lines });
};

const tellTechnician = (session: Session, response: PaymentResponse): void => {
  const result = response.PaymentResult;
  if (cardOf(response).notMasked) session.notify({ kind: 'cardNumberNotMasked' });
  if (result?.OnlineFlag === false) session.notify({ kind: 'approvedOffline' });
  if ((filsOf(result?.AmountsResp?.TipAmount) ?? 0) > 0) session.notify({ kind: 'tip' });
};

/** Reverses what may not be kept; what could not be reversed is in doubt. */
const giveBack = async (
  session: Session,
  verdict: Extract<PaymentVerdict, { kind: 'taken' | 'takenSomehow' }>,
  resultCode: number,
  hooks: AuthoriseHooks,
): Promise<AuthoriseOutcome> => {
  hooks.onPrompt('reversing');
  const onTakeBack = (reference: string): void => hooks.onTakeBack?.(reference);
  const reversed =
    verdict.transaction !== null && (await takeBack(session, verdict.transaction, onTakeBack));
  session.notify({ kind: 'takenBack', resultCode, left: !reversed });
  return reversed
    ? { kind: 'declined', resultCode }
    : {
        kind: 'inDoubt',
        problem: problem('refused', resultCode),
        authorisation: verdict.kind === 'taken' ? verdict.authorisation : null,
      };
};

const concludeTaken = async (
  session: Session,
  verdict: Extract<PaymentVerdict, { kind: 'taken' }>,
  response: PaymentResponse,
  hooks: AuthoriseHooks,
): Promise<AuthoriseOutcome> => {
  const { authorisation, flaw } = verdict;
  hooks.onReply({ kind: 'statusInformation', code: flaw ?? 0 });
  if (flaw !== null) return giveBack(session, verdict, flaw, hooks);
  try {
    if ((await hooks.onApproval(authorisation)) === 'refuse')
      return await giveBack(session, verdict, NEXO_RESULT.refusedByKiosk, hooks);
    hooks.onPrompt('approvedTakeCard');
    await handReceipts(response.PaymentReceipt, hooks);
  } catch (error) {
    // It could not be made durable. The terminal remembers it: it is asked again.
    session.notify({ kind: 'hookFailed', error });
    return { kind: 'inDoubt', problem: problem('noAnswer'), authorisation };
  }
  return { kind: 'confirmed', authorisation };
};

const conclude = async (
  session: Session,
  reference: Reference,
  amount: Fils,
  response: PaymentResponse,
  hooks: AuthoriseHooks,
): Promise<AuthoriseOutcome> => {
  tellTechnician(session, response);
  const verdict = judge(response, reference, session.parties.poiId, amount);
  switch (verdict.kind) {
    case 'taken':
      return concludeTaken(session, verdict, response, hooks);
    case 'takenSomehow':
      hooks.onReply({ kind: 'statusInformation', code: NEXO_RESULT.amountDiffers });
      return giveBack(session, verdict, NEXO_RESULT.amountDiffers, hooks);
    case 'nonsense':
      return inDoubt(problem('malformed'));
    case 'failed': {
      const { resultCode, meaning } = verdict;
      hooks.onReply({ kind: 'abort', code: resultCode });
      if (meaning === 'unfinished') return inDoubt(problem('busy', resultCode));
      if (meaning === 'unknown') {
        session.notify({ kind: 'unknownCondition' });
        return inDoubt(problem('malformed', resultCode));
      }
      await handReceipts(response.PaymentReceipt, hooks);
      if (meaning === 'cancelled') return { kind: 'cancelled', resultCode };
      hooks.onPrompt('declinedTakeCard');
      return { kind: 'declined', resultCode };
    }
  }
};

/** `Reject`: one question, and only a NotFound makes it "not delivered" (nexo digest §8). */
const afterReject = async (session: Session, reference: Reference): Promise<AuthoriseOutcome> => {
  const said = await askStatus(session, reference);
  return said.kind === 'notFound'
    ? { kind: 'declined', resultCode: NEXO_RESULT.notDelivered }
    : inDoubt(problem('refused', NEXO_RESULT.notDelivered));
};

const afterAnswer = async (
  session: Session,
  reference: Reference,
  amount: Fils,
  answer: Exclude<Answer, { kind: 'notSent' }>,
  hooks: AuthoriseHooks,
): Promise<AuthoriseOutcome> => {
  switch (answer.kind) {
    case 'unbegun':
      hooks.onReply({ kind: 'abort', code: answer.resultCode });
      return { kind: 'declined', resultCode: answer.resultCode };
    case 'notDelivered':
      return afterReject(session, reference);
    case 'empty':
      return inDoubt(problem('malformed'));
    case 'unknown':
      return inDoubt(answer.problem);
    case 'answered': {
      const body = readBody(answer.members, 'PaymentResponse', paymentResponseSchema);
      return body === null
        ? inDoubt(problem('malformed'))
        : conclude(session, reference, amount, body, hooks);
    }
  }
};

/** Starts a payment; its reference is durable before anything leaves this machine. */
export const startPayment = (
  session: Session,
  amount: Fils,
  hooks: AuthoriseHooks,
): RunningPayment => {
  const givingUp = new AbortController();
  const progress: { reference: Reference | null; sent: boolean; over: boolean } = {
    reference: null,
    sent: false,
    over: false,
  };

  /** Its effect shows only in the payment's own answer, which may still be an approval (§1.7). */
  const sendAbort = async ({ serviceId }: Reference): Promise<void> => {
    try {
      const about = { category: 'Payment' as const, serviceId, ...session.parties };
      await ask(session, abortRequest(about), {
        serviceId: session.nextServiceId(),
        answerMs: session.timers.answerMs,
      });
    } catch (error) {
      session.notify({ kind: 'hookFailed', error });
    }
  };

  const name = (): Reference | null => {
    try {
      const reference: Reference = {
        category: 'Payment',
        serviceId: session.nextServiceId(),
        atMs: session.clock.wallMs(),
        original: null,
      };
      hooks.onReference(writeReference(reference, session.parties));
      hooks.onPrompt('starting');
      return reference;
    } catch (error) {
      session.notify({ kind: 'hookFailed', error });
      return null;
    }
  };

  const run = async (): Promise<AuthoriseOutcome> => {
    const reference = name();
    if (reference === null) return { kind: 'notSent', problem: problem('notConnected') };
    progress.reference = reference;
    try {
      const answer = await ask(session, paymentRequest(saleTransactionOf(reference), amount), {
        serviceId: reference.serviceId,
        answerMs: session.timers.paymentMs,
        signal: givingUp.signal,
        onSending: () => {
          progress.sent = true;
          hooks.onPrompt('presentCard');
        },
      });
      progress.over = true;
      if (answer.kind === 'notSent')
        return givingUp.signal.aborted ? { kind: 'cancelled', resultCode: ABORTED } : answer;
      // Nobody waits for the card any more: the terminal shall not either. Only asking tells the end.
      if (answer.kind === 'unknown' && answer.problem.code === 'noAnswer')
        void sendAbort(reference);
      return await afterAnswer(session, reference, amount, answer, hooks);
    } catch (error) {
      session.notify({ kind: 'hookFailed', error });
      return progress.sent
        ? inDoubt(problem('noAnswer'))
        : { kind: 'notSent', problem: problem('notConnected') };
    }
  };

  return {
    end: run(),
    askAbort: async () => {
      if (progress.over) return;
      if (progress.sent && progress.reference !== null) await sendAbort(progress.reference);
      else givingUp.abort();
    },
  };
};
