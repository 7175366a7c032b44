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
    hold: away,
    releaseHold: away,
    submit: away,
    reverse: away,
    findReceipt: away,
  };
  const sent: Sent[] = [];
  const note = (what: Sent['what'], id: PaymentId, { document }: SignedDocument): void => {
    sent.push({ what, id, text: document });
  };
  const gateway: Gateway = {
    health: () => answers.health(),
    catalogue: () => answers.catalogue(),
    searchBills: (...asked) => answers.searchBills(...asked),
    hold: (...asked) => answers.hold(...asked),
    releaseHold: (...asked) => answers.releaseHold(...asked),
    submit: (id, document) => {
      note('submit', id, document);
      return answers.submit(id, document);
    },
    reverse: (id, document) => {
      note('reverse', id, document);
      return answers.reverse(id, document);
    },
    findReceipt: (...asked) => answers.findReceipt(...asked),
  };
  return { gateway, sent, answers };
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
