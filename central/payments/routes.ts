import { z } from 'zod';
import { paymentOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { paymentDocumentSchema, signedDocumentSchema } from '../../contract/payment.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { sendStored } from '../http/raw-answers.ts';
import { answers } from '../http/zod-contract.ts';
import { findDocumentKey } from '../identity/kiosks.ts';
import { openDocument } from '../identity/signed-document.ts';
import { sendProblem } from '../problems.ts';
import { contradiction } from './check-document.ts';
import { recordPayment } from './record.ts';

export const paymentRoutes = (app: App, { db, clock }: RouteDeps): void => {
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
      const key = await findDocumentKey(db, kioskId, request.body.keyId);
      const opened = openDocument(request.body, paymentDocumentSchema, { paymentId, kioskId, key });
      if (!opened.ok) return sendProblem(reply, 'documentInvalid', opened.error);
      const wrong = contradiction(opened.value);
      if (wrong !== null) return sendProblem(reply, 'documentInvalid', wrong);
      const recorded = await recordPayment(db, request.body, opened.value, clock.wallMs());
      return recorded.ok
        ? sendStored(reply, recorded.value.first ? 201 : 200, recorded.value.text)
        : sendProblem(reply, recorded.error);
    },
  );
};
