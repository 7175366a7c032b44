import { z } from 'zod';
import { paymentOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { sendStored } from '../http/raw-answers.ts';
import { answers } from '../http/zod-contract.ts';
import { documentKeys } from '../identity/document-keys.ts';
import { sendProblem } from '../problems.ts';
import { batchRoute } from './batch.ts';
import { openPayment } from './check-document.ts';
import { recordPayment } from './record.ts';

export const paymentRoutes = (app: App, { db, clock, services }: RouteDeps): void => {
  const keys = documentKeys(db);
  app.put(
    '/v1/payments/:paymentId',
    {
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
    },
    async (request, reply) => {
      const { kioskId } = request;
      const { paymentId } = request.params;
      const key = await keys.find(kioskId, request.body.keyId);
      const opened = openPayment(request.body, { paymentId, kioskId, key });
      if (!opened.ok) return sendProblem(reply, 'documentInvalid', opened.error);
      const nowMs = clock.wallMs();
      const recorded = await recordPayment(db, request.body, opened.value, nowMs, services);
      return recorded.ok
        ? sendStored(reply, recorded.value.first ? 201 : 200, recorded.value.text)
        : sendProblem(reply, recorded.error);
    },
  );
  batchRoute(app, { db, clock, services }, keys);
};
