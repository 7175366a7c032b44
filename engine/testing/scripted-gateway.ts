import type { BatchResult } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import type { Gateway, GatewayAnswer, GatewayFailure } from '../gateway/client.ts';

export const AWAY: GatewayFailure = { kind: 'away' };

type Sent = { readonly what: 'submit' | 'reverse'; readonly id: PaymentId; readonly text: string };

export type ScriptedGateway = {
  readonly gateway: Gateway;
  /** Payments and reversals sent, in order. */
  readonly sent: Sent[];
  /** The payments of each batch sent, in order. */
  readonly batches: PaymentId[][];
  /** How each call is answered; at first the gateway is away. */
  readonly answers: { -readonly [K in keyof Gateway]: Gateway[K] };
};

/** A gateway that a test scripts. */
export const scriptedGateway = (): ScriptedGateway => {
  const away = (): GatewayAnswer<never> => Promise.resolve(fail(AWAY));
  const answers: ScriptedGateway['answers'] = {
    health: away,
    catalogue: away,
    searchBills: away,
    searchDues: away,
    hold: away,
    releaseHold: away,
    submit: away,
    submitBatch: away,
    reverse: away,
    findReceipt: away,
    findReceiptByNumber: away,
    reportDay: away,
    reportEvidence: away,
    fetchCommands: away,
    answerCommand: away,
    fetchRemoteActs: away,
    answerRemoteAct: away,
    anchorHead: away,
    knownHead: away,
    ownPayments: away,
    sendSuggestion: away,
    findSuggestion: away,
    sendReceiptMessage: away,
    sendTelemetry: away,
    enrol: away,
    identity: away,
    offerKey: away,
    takeKey: away,
    sendStatus: away,
  };
  const sent: Sent[] = [];
  const batches: PaymentId[][] = [];
  const note = (what: Sent['what'], id: PaymentId, { document }: SignedDocument): void => {
    sent.push({ what, id, text: document });
  };
  const gateway: Gateway = {
    health: () => answers.health(),
    catalogue: () => answers.catalogue(),
    searchBills: (...asked) => answers.searchBills(...asked),
    searchDues: (...asked) => answers.searchDues(...asked),
    hold: (...asked) => answers.hold(...asked),
    releaseHold: (...asked) => answers.releaseHold(...asked),
    submit: (id, document) => {
      note('submit', id, document);
      return answers.submit(id, document);
    },
    submitBatch: (payments) => {
      batches.push(payments.map(({ paymentId }) => paymentId));
      return answers.submitBatch(payments);
    },
    reverse: (id, document) => {
      note('reverse', id, document);
      return answers.reverse(id, document);
    },
    findReceipt: (...asked) => answers.findReceipt(...asked),
    findReceiptByNumber: (...asked) => answers.findReceiptByNumber(...asked),
    reportDay: (...asked) => answers.reportDay(...asked),
    reportEvidence: (...asked) => answers.reportEvidence(...asked),
    fetchCommands: () => answers.fetchCommands(),
    answerCommand: (...asked) => answers.answerCommand(...asked),
    anchorHead: (...asked) => answers.anchorHead(...asked),
    knownHead: () => answers.knownHead(),
    enrol: (...asked) => answers.enrol(...asked),
    identity: () => answers.identity(),
    offerKey: (...asked) => answers.offerKey(...asked),
    takeKey: (...asked) => answers.takeKey(...asked),
    ownPayments: (...asked) => answers.ownPayments(...asked),
    sendSuggestion: (...asked) => answers.sendSuggestion(...asked),
    sendReceiptMessage: (...asked) => answers.sendReceiptMessage(...asked),
    findSuggestion: (...asked) => answers.findSuggestion(...asked),
    sendTelemetry: (...asked) => answers.sendTelemetry(...asked),
    fetchRemoteActs: () => answers.fetchRemoteActs(),
    answerRemoteAct: (...asked) => answers.answerRemoteAct(...asked),
    sendStatus: (...asked) => answers.sendStatus(...asked),
  };
  return { gateway, sent, batches, answers };
};

/** Posts whatever is sent, as a payment of one line. */
export const posts: Gateway['submit'] = (paymentId) =>
  Promise.resolve(
    ok({
      paymentId,
      recordedAt: '2026-11-22T13:41:00.000Z',
      lines: [{ lineId: 1, status: 'posted', postingNumber: 'EWA-1' }],
    }),
  );

/** Posts a batch, each payment as `posts` would. */
export const postsAll: Gateway['submitBatch'] = async (payments) => {
  const results: BatchResult[] = [];
  for (const { paymentId, ...signed } of payments) {
    const alone = await posts(paymentId, signed);
    if (!alone.ok) throw new Error('unreachable');
    results.push({ paymentId, status: 'recorded', first: true, outcome: alone.value });
  }
  return ok({ results });
};
