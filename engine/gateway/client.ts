import { z } from 'zod';
import {
  billSearchResponseSchema,
  centralReceiptSchema,
  gatewayHealthSchema,
  gatewayProblemSchema,
  holdResponseSchema,
  paymentBatchResponseSchema,
  paymentOutcomeSchema,
  reversalOutcomeSchema,
  type BillSearchResponse,
  type CentralReceipt,
  type ReceiptByNumberRequest,
  type GatewayProblemCode,
  type HoldRequest,
  type HoldResponse,
  type PaymentBatchRequest,
  type PaymentBatchResponse,
  type PaymentOutcome,
  type ReversalOutcome,
} from '../../contract/gateway.ts';
import { duesSearchResponseSchema, type DuesSearchResponse } from '../../contract/dues.ts';
import type { Clock } from '../../contract/clock.ts';
import { signedCatalogueSchema, type SignedCatalogue } from '../../contract/catalogue.ts';
import {
  headAnswerSchema,
  knownHeadSchema,
  ownPaymentsSchema,
  type HeadAnswer,
  type JournalHead,
  type KnownHead,
  type OwnPayments,
} from '../../contract/heads.ts';
import {
  enrolmentAnswerSchema,
  identityAnswerSchema,
  type EnrolmentAnswer,
  type EnrolmentRequest,
  type IdentityAnswer,
  type KeyOffer,
} from '../../contract/identity.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import {
  commandsSchema,
  receivedSchema,
  type CommandAnswer,
  type Commands,
  type DayReport,
  type Evidence,
  type Received,
} from '../../contract/reconciliation.ts';
import {
  remoteActsSchema,
  type RemoteActAnswer,
  type RemoteActs,
} from '../../contract/remote-acts.ts';
import {
  receiptMessageTakenSchema,
  type ReceiptMessage,
  type ReceiptMessageId,
  type ReceiptMessageTaken,
} from '../../contract/receipt-message.ts';
import {
  suggestionReceivedSchema,
  suggestionStatusSchema,
  type Suggestion,
  type SuggestionId,
  type SuggestionReceived,
  type SuggestionStatus,
} from '../../contract/tawasul.ts';
import {
  telemetryTakenSchema,
  type BatchName,
  type Signal,
  type TelemetryTaken,
} from '../../contract/otlp.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { RequestSigner } from './request-signature.ts';
import { parseJson, readText } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * `away`: no usable connection or no answer in time. `trouble`: it answered, but nothing that may change
 * anything (HTML, 5xx, 401, a broken or unexpected body). Only `problem` carries a typed refusal.
 */
export type GatewayFailure =
  | { readonly kind: 'away' }
  | ({ readonly kind: 'trouble'; readonly status: number; readonly detail: string } & Later)
  | ({
      readonly kind: 'problem';
      readonly code: GatewayProblemCode;
      readonly status: number;
    } & Later);

/** From a 429's or 503's `Retry-After`: how long the gateway wants to be left alone. */
type Later = { readonly retryAfterMs?: number };

export type GatewayAnswer<T> = Promise<Result<T, GatewayFailure>>;

export type Gateway = {
  readonly health: () => GatewayAnswer<{ readonly time: string }>;
  readonly catalogue: () => GatewayAnswer<SignedCatalogue>;
  readonly searchBills: (serviceId: string, reference: string) => GatewayAnswer<BillSearchResponse>;
  /** All that is due from whoever this access token is of; it must be bound to this kiosk's key. */
  readonly searchDues: (accessToken: string) => GatewayAnswer<DuesSearchResponse>;
  readonly hold: (request: HoldRequest) => GatewayAnswer<HoldResponse>;
  /** Gives the bills free again for other kiosks; asking twice does no harm. */
  readonly releaseHold: (id: PaymentId) => GatewayAnswer<null>;
  readonly submit: (id: PaymentId, document: SignedDocument) => GatewayAnswer<PaymentOutcome>;
  /** Several payments in one request; at most `MOST_BATCH_PAYMENTS` and `MOST_BATCH_BYTES`. */
  readonly submitBatch: (
    payments: PaymentBatchRequest['payments'],
  ) => GatewayAnswer<PaymentBatchResponse>;
  readonly reverse: (id: PaymentId, document: SignedDocument) => GatewayAnswer<ReversalOutcome>;
  readonly findReceipt: (slipCode: string) => GatewayAnswer<CentralReceipt>;
  /** By the number on the receipt, in its one form, and the last four digits of the card. */
  readonly findReceiptByNumber: (asked: ReceiptByNumberRequest) => GatewayAnswer<CentralReceipt>;
  readonly reportDay: (number: number, report: DayReport) => GatewayAnswer<Received>;
  readonly reportEvidence: (id: PaymentId, evidence: Evidence) => GatewayAnswer<Received>;
  /** What two operators decided and this kiosk has not answered yet. */
  readonly fetchCommands: () => GatewayAnswer<Commands>;
  readonly answerCommand: (id: string, answer: CommandAnswer) => GatewayAnswer<Received>;
  /** Tells how far the journal has come; the answer is the highest that central knows of. */
  readonly anchorHead: (head: JournalHead) => GatewayAnswer<HeadAnswer>;
  readonly knownHead: () => GatewayAnswer<KnownHead>;
  /** This kiosk's own payments as central holds them: the next ones by id after `after`. */
  readonly ownPayments: (after: string) => GatewayAnswer<OwnPayments>;
  /** The same id and content, the same answer, for ever. */
  readonly sendSuggestion: (
    id: SuggestionId,
    content: Suggestion,
  ) => GatewayAnswer<SuggestionReceived>;
  /** The same id and content, the same answer, for ever; `notFound` until the payment is posted. */
  readonly sendReceiptMessage: (
    id: ReceiptMessageId,
    content: ReceiptMessage,
  ) => GatewayAnswer<ReceiptMessageTaken>;
  readonly findSuggestion: (trackingNumber: string) => GatewayAnswer<SuggestionStatus>;
  /** How this kiosk stands with the gateway; asked with the key that it has. */
  readonly enrol: (asked: EnrolmentRequest) => GatewayAnswer<EnrolmentAnswer>;
  readonly identity: () => GatewayAnswer<IdentityAnswer>;
  readonly offerKey: (offer: KeyOffer) => GatewayAnswer<IdentityAnswer>;
  readonly takeKey: (taken: KeyOffer) => GatewayAnswer<IdentityAnswer>;
  /** One batch of OTLP in JSON; the same batch again is answered and not stored. */
  readonly sendTelemetry: (
    signal: Signal,
    name: BatchName,
    request: unknown,
  ) => GatewayAnswer<TelemetryTaken>;
  /** What operators want of this kiosk and it has not answered yet. */
  readonly fetchRemoteActs: () => GatewayAnswer<RemoteActs>;
  readonly answerRemoteAct: (id: string, answer: RemoteActAnswer) => GatewayAnswer<Received>;
  /** How the kiosk is; only the latest counts. */
  readonly sendStatus: (report: StatusReport) => GatewayAnswer<Received>;
};

/** Said of who asks, not of what is asked: no payment is the worse for it. */
const OF_THE_KIOSK: readonly GatewayProblemCode[] = [
  'notAuthenticated',
  'notEnrolled',
  'kioskRevoked',
];

/** A request to an address, and its answer; rejects where there is none. */
export type GatewayFetch = (
  url: string,
  request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly redirect: 'error';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/** A client of the gateway's contract over HTTP; every call ends within `timeoutMs`. */
export const createGateway = (deps: {
  readonly url: string;
  readonly timeoutMs: number;
  readonly signer: RequestSigner;
  /** How requests travel; the machine's own network unless told otherwise. */
  readonly fetch?: GatewayFetch;
  readonly clock: Clock;
  /**
   * Told of every answer or its absence, with the gateway's time where it gave one (ms since 1970). Not of
   * an unusable answer about one payment: it may be that payment's own, tried again and again.
   */
  readonly onContact?: (contact: {
    readonly online: boolean;
    readonly gatewayMs: number | null;
  }) => void;
}): Gateway => {
  const send: GatewayFetch = deps.fetch ?? fetch;
  const base = deps.url.replace(/\/+$/u, '');

  const call = async <S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    payload?: unknown,
    about: 'gateway' | 'payments' | 'messages' = 'gateway',
  ): GatewayAnswer<z.output<S>> => {
    const url = `${base}${path}`;
    const body = payload === undefined ? null : JSON.stringify(payload);
    const headers = await deps.signer({ method, url, body });
    let status: number;
    let text: string;
    let date: string | null;
    let retryAfter: string | null;
    const late = new AbortController();
    const inTime = deps.clock.after(deps.timeoutMs, () => {
      late.abort();
    });
    try {
      const response = await send(url, {
        method,
        headers,
        body,
        redirect: 'error',
        signal: late.signal,
      });
      status = response.status;
      date = response.headers.get('date');
      retryAfter = response.headers.get('retry-after');
      text = await readText(response);
    } catch {
      deps.onContact?.({ online: false, gatewayMs: null });
      return fail({ kind: 'away' });
    } finally {
      inTime();
    }
    const value = parseJson(text);
    if (status >= 200 && status < 300) {
      const parsed = schema.safeParse(value);
      if (parsed.success) {
        const gatewayMs = date === null ? Number.NaN : Date.parse(date);
        deps.onContact?.({ online: true, gatewayMs: Number.isNaN(gatewayMs) ? null : gatewayMs });
        return ok(parsed.data);
      }
      if (about === 'gateway') deps.onContact?.({ online: false, gatewayMs: null });
      return fail({ kind: 'trouble', status, detail: 'unexpected body' });
    }
    const problem = gatewayProblemSchema.safeParse(value);
    const typed = problem.success && status >= 400 && status < 500;
    if (typed || about === 'gateway') deps.onContact?.({ online: typed, gatewayMs: null });
    const waitMs =
      status === 429 || status === 503
        ? retryAfterMs(retryAfter, { date, wallMs: deps.clock.wallMs() })
        : null;
    const later: Later = waitMs === null ? {} : { retryAfterMs: waitMs };
    if (typed && !OF_THE_KIOSK.includes(problem.data.code)) {
      return fail({ kind: 'problem', code: problem.data.code, status, ...later });
    }
    const detail = typed ? problem.data.code : 'untyped answer';
    return fail({ kind: 'trouble', status, detail, ...later });
  };

  return {
    health: () => call('GET', '/v1/health', gatewayHealthSchema),
    catalogue: () => call('GET', '/v1/catalogue', signedCatalogueSchema),
    searchBills: (serviceId, reference) =>
      call('POST', '/v1/bills/search', billSearchResponseSchema, { serviceId, reference }),
    searchDues: (accessToken) =>
      call('POST', '/v1/dues/search', duesSearchResponseSchema, { accessToken }),
    hold: (request) => call('POST', '/v1/holds', holdResponseSchema, request),
    releaseHold: (id) =>
      call(
        'DELETE',
        `/v1/holds/${id}`,
        z.undefined().transform(() => null),
      ),
    submit: (id, document) =>
      call('PUT', `/v1/payments/${id}`, paymentOutcomeSchema, document, 'payments'),
    submitBatch: (payments) =>
      call('POST', '/v1/payments/batch', paymentBatchResponseSchema, { payments }, 'payments'),
    reverse: (id, document) =>
      call('POST', `/v1/payments/${id}/reversal`, reversalOutcomeSchema, document, 'payments'),
    findReceipt: (slipCode) =>
      call('POST', '/v1/receipts/search', centralReceiptSchema, { slipCode }),
    findReceiptByNumber: (asked) =>
      call('POST', '/v1/receipts/by-number', centralReceiptSchema, asked),
    reportDay: (number, report) =>
      call('PUT', `/v1/kiosks/days/${String(number)}`, receivedSchema, report),
    reportEvidence: (id, evidence) =>
      call('PUT', `/v1/kiosks/evidence/${id}`, receivedSchema, evidence),
    fetchCommands: () => call('GET', '/v1/kiosks/commands', commandsSchema),
    answerCommand: (id, answer) => call('PUT', `/v1/kiosks/commands/${id}`, receivedSchema, answer),
    anchorHead: (head) => call('PUT', '/v1/kiosks/heads', headAnswerSchema, head),
    knownHead: () => call('GET', '/v1/kiosks/heads', knownHeadSchema),
    ownPayments: (after) => call('GET', `/v1/kiosks/self/payments/${after}`, ownPaymentsSchema),
    sendSuggestion: (id, content) =>
      call('PUT', `/v1/suggestions/${id}`, suggestionReceivedSchema, content, 'messages'),
    sendReceiptMessage: (id, content) =>
      call('PUT', `/v1/receipt-messages/${id}`, receiptMessageTakenSchema, content, 'messages'),
    findSuggestion: (trackingNumber) =>
      call('POST', '/v1/suggestions/search', suggestionStatusSchema, { trackingNumber }),
    enrol: (asked) => call('POST', '/v1/enrolment', enrolmentAnswerSchema, asked, 'messages'),
    identity: () => call('GET', '/v1/kiosks/self/identity', identityAnswerSchema),
    offerKey: (offer) => call('PUT', '/v1/kiosks/self/key', identityAnswerSchema, offer),
    takeKey: (taken) => call('POST', '/v1/kiosks/self/key/taken', identityAnswerSchema, taken),
    sendTelemetry: (signal, { buffer, batch }, request) =>
      call(
        'POST',
        `/v1/telemetry/${signal}/${buffer}/${String(batch)}`,
        telemetryTakenSchema,
        request,
        'messages',
      ),
    fetchRemoteActs: () => call('GET', '/v1/kiosks/acts', remoteActsSchema, undefined, 'messages'),
    answerRemoteAct: (id, answer) =>
      call('PUT', `/v1/kiosks/acts/${id}`, receivedSchema, answer, 'messages'),
    sendStatus: (said) => call('PUT', '/v1/kiosks/status', receivedSchema, said, 'messages'),
  };
};
