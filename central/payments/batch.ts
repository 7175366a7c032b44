import {
  MOST_BATCH_BYTES,
  MOST_BATCH_PAYMENTS,
  paymentBatchRequestSchema,
  paymentBatchResponseSchema,
  type PaymentBatchRequest,
} from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import type { Result } from '../../contract/result.ts';
import { stored } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { type DocumentKeys, documentKeys } from '../identity/document-keys.ts';
import { openPayment } from './check-document.ts';
import { type QuarantineProblem, quarantinePayments } from './quarantine.ts';
import { type Recorded, recordPayments } from './record.ts';
import type { Submission } from './submission.ts';

/** Many payments of one kiosk at once; each one is judged, recorded and answered as if it came alone. */
export const batchOperation = ({ store, clock, services, random }: OperationDeps): Operation =>
  operation({
    method: 'POST',
    path: '/v1/payments/batch',
    evenRevoked: true,
    bodyLimit: MOST_BATCH_BYTES,
    schema: {
      operationId: 'recordPayments',
      summary: 'Record several charged payments; each gets the answer it would get alone',
      description:
        `At most ${String(MOST_BATCH_PAYMENTS)} payments and ${String(MOST_BATCH_BYTES)} bytes. ` +
        'One request signature covers the batch, each document carries its own. A payment that ' +
        'cannot be accepted does not hold up the others; an answer other than 200 says nothing ' +
        'of any of them.',
      security: SIGNED,
      body: paymentBatchRequestSchema,
      response: answers(
        { 200: ['What became of each, in the order of the request', paymentBatchResponseSchema] },
        ['badRequest', 'notAuthenticated'],
      ),
    },
    handle: async ({ kioskId, revoked, body }) => {
      const opened = await openAll(body.payments, kioskId, documentKeys(store));
      const isApart = (each: Opened): boolean => revoked || each.revokedKey;
      const nowMs = clock.wallMs();
      const good = goodOnes(opened.filter((each) => !isApart(each)));
      const apart = goodOnes(opened.filter(isApart));
      const recorded = [...(await recordPayments(store, good, nowMs, services, random))];
      const quarantined = [...(await quarantinePayments(store, apart, nowMs))];
      const results = opened.map((each) => {
        const { paymentId } = each.signed;
        if (!each.document.ok)
          return problemText(paymentId, 'documentInvalid', each.document.error);
        return resultText(paymentId, (isApart(each) ? quarantined : recorded).shift());
      });
      return stored(200, `{"results":[${results.join(',')}]}`);
    },
  });

type Sent = PaymentBatchRequest['payments'][number];
type Opened = {
  readonly signed: Sent;
  readonly revokedKey: boolean;
  readonly document: Result<PaymentDocument, string>;
};

const goodOnes = (opened: readonly Opened[]): readonly Submission[] =>
  opened.flatMap(({ signed, document }) =>
    document.ok ? [{ signed, document: document.value }] : [],
  );

const openAll = async (
  payments: readonly Sent[],
  kioskId: string,
  keys: DocumentKeys,
): Promise<readonly Opened[]> => {
  const opened: Opened[] = [];
  for (const signed of payments) {
    const found = await keys.find(kioskId, signed.keyId);
    const sender = { paymentId: signed.paymentId, kioskId, key: found?.key ?? null };
    const document = openPayment(signed, sender);
    opened.push({ signed, revokedKey: found?.revoked === true, document });
  }
  return opened;
};

/** The stored answer goes in byte for byte, past every serialiser, as it does alone. */
const resultText = (
  paymentId: string,
  result: Result<Recorded, QuarantineProblem> | undefined,
): string => {
  if (result === undefined) throw new Error('a payment of a batch has no result');
  if (!result.ok) return problemText(paymentId, result.error);
  const { first, text } = result.value;
  return `{"paymentId":"${paymentId}","status":"recorded","first":${String(first)},"outcome":${text}}`;
};

const problemText = (paymentId: string, code: string, detail?: string): string =>
  JSON.stringify({ paymentId, status: 'problem', code, detail });
