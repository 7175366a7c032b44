import { z } from 'zod';
import { paymentOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import { stored } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { type DocumentKeys, documentKeys } from '../identity/document-keys.ts';
import { problem } from '../problems.ts';
import { batchOperation } from './batch.ts';
import { openPayment } from './check-document.ts';
import { recordPayment } from './record.ts';

export const paymentOperations = (deps: OperationDeps): readonly Operation[] => {
  const keys = documentKeys(deps.store);
  return [recording(deps, keys), batchOperation(deps, keys)];
};

const recording = (
  { store, clock, services, random }: OperationDeps,
  keys: DocumentKeys,
): Operation =>
  operation({
    method: 'PUT',
    path: '/v1/payments/:paymentId',
    schema: {
      operationId: 'recordPayment',
      summary: 'Record a charged payment; the same document gets the same answer for ever',
      description: 'The `document` text is JSON as `PaymentDocument` describes it.',
      security: SIGNED,
      params: z.object({ paymentId: paymentIdSchema }),
      body: signedDocumentSchema,
      response: answers(
        {
          200: ['Recorded before with this very document', paymentOutcomeSchema],
          201: ['Recorded now', paymentOutcomeSchema],
        },
        ['badRequest', 'notAuthenticated', 'documentDiffers', 'documentInvalid'],
      ),
    },
    handle: async ({ kioskId, params: { paymentId }, body }) => {
      const key = await keys.find(kioskId, body.keyId);
      const opened = openPayment(body, { paymentId, kioskId, key });
      if (!opened.ok) return problem('documentInvalid', opened.error);
      const nowMs = clock.wallMs();
      const recorded = await recordPayment(store, body, opened.value, nowMs, services, random);
      return recorded.ok
        ? stored(recorded.value.first ? 201 : 200, recorded.value.text)
        : problem(recorded.error);
    },
  });
