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
import type { DocumentKeys } from '../identity/document-keys.ts';
import { openPayment } from './check-document.ts';
import { type RecordResult, recordPayments } from './record.ts';
import type { Submission } from './submission.ts';

/** Many payments of one kiosk at once; each one is judged, recorded and answered as if it came alone. */
export const batchOperation = (
  { store, clock, services, random }: OperationDeps,
  keys: DocumentKeys,
): Operation =>
  operation({
    method: 'POST',
    path: '/v1/payments/batch',
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
    handle: async ({ kioskId, body }) => {
      const opened = await openAll(body.payments, kioskId, keys);
      const good = opened.flatMap(({ signed, document }): readonly Submission[] =>
        document.ok ? [{ signed, document: document.value }] : [],
      );
      const recorded = [...(await recordPayments(store, good, clock.wallMs(), services, random))];
      const results = opened.map(({ signed: { paymentId }, document }) =>
        document.ok
          ? resultText(paymentId, recorded.shift())
          : problemText(paymentId, 'documentInvalid', document.error),
      );
      return stored(200, `{"results":[${results.join(',')}]}`);
    },
  });

type Sent = PaymentBatchRequest['payments'][number];
type Opened = { readonly signed: Sent; readonly document: Result<PaymentDocument, string> };

const openAll = async (
  payments: readonly Sent[],
  kioskId: string,
  keys: DocumentKeys,
): Promise<readonly Opened[]> => {
  const opened: Opened[] = [];
  for (const signed of payments) {
    const key = await keys.find(kioskId, signed.keyId);
    const { paymentId } = signed;
    opened.push({ signed, document: openPayment(signed, { paymentId, kioskId, key }) });
  }
  return opened;
};

/** The stored answer goes in byte for byte, past every serialiser, as it does alone. */
const resultText = (paymentId: string, result: RecordResult | undefined): string => {
  if (result === undefined) throw new Error('a payment of a batch has no result');
  if (!result.ok) return problemText(paymentId, result.error);
  const { first, text } = result.value;
  return `{"paymentId":"${paymentId}","status":"recorded","first":${String(first)},"outcome":${text}}`;
};

const problemText = (paymentId: string, code: string, detail?: string): string =>
  JSON.stringify({ paymentId, status: 'problem', code, detail });
