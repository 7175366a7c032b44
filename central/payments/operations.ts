import { z } from 'zod';
import { paymentOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import { stored } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { findDocumentKey } from '../identity/kiosks.ts';
import { problem } from '../problems.ts';
import { batchOperation } from './batch.ts';
import { openPayment } from './check-document.ts';
import { quarantinePayments } from './quarantine.ts';
import { recordPayment } from './record.ts';

export const paymentOperations = (deps: OperationDeps): readonly Operation[] => [
  recording(deps),
  batchOperation(deps),
];

const recording = ({ store, clock, services, random }: OperationDeps): Operation =>
  operation({
    method: 'PUT',
    path: '/v1/payments/:paymentId',
    evenRevoked: true,
    schema: {
      operationId: 'recordPayment',
      summary: 'Record a charged payment; the same document gets the same answer for ever',
      description:
        'The `document` text is JSON as `PaymentDocument` describes it. What comes from a revoked ' +
        'kiosk, or under a revoked key, is kept apart and posted to no bill until people decide; ' +
        'asked again after that, the answer is the one of any other payment.',
      security: SIGNED,
      params: z.object({ paymentId: paymentIdSchema }),
      body: signedDocumentSchema,
      response: answers(
        {
          200: ['Recorded before with this very document', paymentOutcomeSchema],
          201: ['Recorded now', paymentOutcomeSchema],
        },
        [
          'badRequest',
          'notAuthenticated',
          'documentDiffers',
          'documentInvalid',
          'paymentQuarantined',
        ],
      ),
    },
    handle: async ({ kioskId, revoked, params: { paymentId }, body }) => {
      const found = await findDocumentKey(store, kioskId, body.keyId);
      const key = found?.key ?? null;
      const opened = openPayment(body, { paymentId, kioskId, key });
      if (!opened.ok) return problem('documentInvalid', opened.error);
      const nowMs = clock.wallMs();
      if (revoked || found?.revoked === true) {
        const sent = [{ signed: body, document: opened.value }];
        const [before] = await quarantinePayments(store, sent, nowMs);
        return before?.ok === true
          ? stored(200, before.value.text)
          : problem(before?.error ?? 'paymentQuarantined');
      }
      const recorded = await recordPayment(store, body, opened.value, nowMs, services, random);
      return recorded.ok
        ? stored(recorded.value.first ? 201 : 200, recorded.value.text)
        : problem(recorded.error);
    },
  });
