/** A sealed request and what came of it: only what was unsealed and fits the request is an answer. */
import type { TerminalProblem } from '../../card-terminal.ts';
import { hideCardNumbers } from '../codec/card-numbers.ts';
import { readMessage, readHttpErrors, sealedPart, writeMessage } from '../codec/envelope.ts';
import type { NexoMessage } from '../codec/envelope.ts';
import { conditionOf, NEXO_RESULT } from '../codec/conditions.ts';
import { answers, requestHeader, sameHeader, type MessageHeader } from '../codec/header.ts';
import type { RequestBody } from '../codec/requests.ts';
import { bareResponseSchema, eventNotificationSchema, readBody } from '../codec/responses.ts';
import { NONCE_BYTES, seal, unseal } from '../sealing/seal.ts';
import { post } from './post.ts';
import type { Session } from './session.ts';

export type Answer =
  /** Unsealed, genuine, and about our request. */
  | { readonly kind: 'answered'; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** The terminal says outside the sealing that it began nothing (nexo digest §1.16, §2). */
  | { readonly kind: 'unbegun'; readonly resultCode: number }
  /** An event came in place of an answer: it was not delivered, says `Reject` (§8). */
  | { readonly kind: 'notDelivered' }
  /** Nothing, as after an Abort. */
  | { readonly kind: 'empty' }
  /** It may have arrived; nothing usable came back. */
  | { readonly kind: 'unknown'; readonly problem: TerminalProblem };

export const problem = (
  code: TerminalProblem['code'],
  resultCode: number | null = null,
): TerminalProblem => ({ code, resultCode });

/** Hidden before it is cut: half a card number is no longer recognised as one. */
const toLog = (text: string): string => hideCardNumbers(text).slice(0, 200);

const malformed: Answer = { kind: 'unknown', problem: problem('malformed') };

/** Only an error that says that nothing was begun is taken outside the sealing; all else is asked about. */
const readUnsealed = (session: Session, request: MessageHeader, message: NexoMessage): Answer => {
  const event = readBody(message.members, 'EventNotification', eventNotificationSchema);
  if (event !== null) {
    session.notify({ kind: 'event', event: toLog(event.EventToNotify) });
    return event.EventToNotify === 'Reject' ? { kind: 'notDelivered' } : malformed;
  }
  const body = readBody(message.members, `${request.MessageCategory}Response`, bareResponseSchema);
  if (message.direction !== 'response' || body?.Response.Result !== 'Failure') {
    session.notify({ kind: 'forged', why: 'unsealed' });
    return malformed;
  }
  const { code, meaning } = conditionOf(body.Response.ErrorCondition);
  return meaning === 'unbegun' ? { kind: 'unbegun', resultCode: code } : malformed;
};

const readSealed = (session: Session, request: MessageHeader, outer: NexoMessage): Answer => {
  const sealed = sealedPart(outer);
  if (sealed === null) return readUnsealed(session, request, outer);
  const plain = unseal(sealed, session.key);
  if (!plain.ok) {
    session.notify({ kind: 'forged', why: 'unsealable' });
    return malformed;
  }
  const inner = readMessage(plain.value.toString('utf8'));
  plain.value.fill(0);
  if (!inner.ok) return malformed;
  const message = inner.value;
  if (message.direction !== outer.direction || !sameHeader(message.header, outer.header)) {
    session.notify({ kind: 'forged', why: 'otherHeader' });
    return malformed;
  }
  const event = readBody(message.members, 'EventNotification', eventNotificationSchema);
  if (event !== null) return readUnsealed(session, request, message);
  if (message.direction !== 'response' || !answers(request, message.header)) {
    session.notify({ kind: 'forged', why: 'otherHeader' });
    return malformed;
  }
  return { kind: 'answered', members: message.members };
};

const readAnswer = (
  session: Session,
  request: MessageHeader,
  status: number,
  body: Buffer,
): Answer => {
  const text = body.toString('utf8');
  const errors = readHttpErrors(text);
  if (errors !== null || status < 200 || status > 299) {
    session.notify({ kind: 'httpError', status, errors: (errors ?? []).slice(0, 8).map(toLog) });
    // 401 with its errors is the terminal's own: it could not read what was sealed. A bare status is anybody's.
    return status === 401 && errors !== null
      ? { kind: 'unbegun', resultCode: NEXO_RESULT.cryptoError }
      : malformed;
  }
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'ok') return { kind: 'empty' };
  const outer = readMessage(text);
  return outer.ok ? readSealed(session, request, outer.value) : malformed;
};

export type AskOptions = {
  readonly serviceId: string;
  readonly answerMs: number;
  readonly onSending?: () => void;
  readonly signal?: AbortSignal;
};

/** Seals and sends one request under its own ServiceID. */
export const ask = async (
  session: Session,
  body: RequestBody,
  options: AskOptions,
): Promise<Answer> => {
  const header = requestHeader(body.category, options.serviceId, session.parties);
  const plaintext = Buffer.from(writeMessage('request', header, body.members), 'utf8');
  const sealed = seal(plaintext, session.random(NONCE_BYTES), session.key);
  const outcome = await post(session.target, writeMessage('request', header, sealed), {
    clock: session.clock,
    connectMs: session.timers.connectMs,
    tlsMs: session.timers.tlsMs,
    answerMs: options.answerMs,
    signal:
      options.signal === undefined
        ? session.closing
        : AbortSignal.any([session.closing, options.signal]),
    onSending: options.onSending ?? (() => undefined),
  });
  switch (outcome.kind) {
    case 'notSent': {
      const { code, detail } = outcome.problem;
      if (code !== 'aborted') session.notify({ kind: 'noConnection', code, detail });
      return { kind: 'notSent', problem: problem('notConnected') };
    }
    case 'noAnswer':
    case 'linkLost':
      return { kind: 'unknown', problem: problem(outcome.kind) };
    case 'answered': {
      const answer = readAnswer(session, header, outcome.status, outcome.body);
      outcome.body.fill(0);
      return answer;
    }
  }
};

/** An enquiry that changes nothing: its members, or why there are none. */
export const enquire = async (
  session: Session,
  body: RequestBody,
): Promise<
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: TerminalProblem }
> => {
  const answer = await ask(session, body, {
    serviceId: session.nextServiceId(),
    answerMs: session.timers.answerMs,
  });
  switch (answer.kind) {
    case 'answered':
      return { ok: true, value: answer.members };
    case 'notSent':
    case 'unknown':
      return { ok: false, error: answer.problem };
    case 'unbegun':
      return { ok: false, error: problem('refused', answer.resultCode) };
    case 'notDelivered':
      return { ok: false, error: problem('refused', NEXO_RESULT.notDelivered) };
    case 'empty':
      return { ok: false, error: problem('malformed') };
  }
};
