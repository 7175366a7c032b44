import { z } from 'zod';
import { reversalDocumentSchema, reversalOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { sendStored } from '../http/raw-answers.ts';
import { answers } from '../http/zod-contract.ts';
import { findDocumentKey } from '../identity/kiosks.ts';
import { openDocument } from '../identity/signed-document.ts';
import { sendProblem } from '../problems.ts';
import { recordReversal } from './record.ts';

export const reversalRoutes = (app: App, { db, clock }: RouteDeps): void => {
  app.post(
    '/v1/payments/:paymentId/reversal',
    {
      schema: {
        operationId: 'recordReversal',
        summary: 'Give back what was charged but refused; the same document gets the same answer',
        description: 'The `document` text is JSON as `ReversalDocument` describes it.',
        security: SIGNED,
        params: z.object({ paymentId: paymentIdSchema }),
        body: signedDocumentSchema,
        response: answers(
          {
            200: ['Recorded before with this very document', reversalOutcomeSchema],
            201: ['Recorded now', reversalOutcomeSchema],
          },
          ['badRequest', 'notAuthenticated', 'notFound', 'documentDiffers', 'documentInvalid'],
        ),
      },
    },
    async (request, reply) => {
      const { kioskId } = request;
      const { paymentId } = request.params;
      const key = await findDocumentKey(db, kioskId, request.body.keyId);
      const opened = openDocument(request.body, reversalDocumentSchema, {
        paymentId,
        kioskId,
        key,
      });
      if (!opened.ok) return sendProblem(reply, 'documentInvalid', opened.error);
      const recorded = await recordReversal(db, request.body, opened.value, clock.wallMs());
      if (recorded.ok)
        return sendStored(reply, recorded.value.first ? 201 : 200, recorded.value.text);
      const { error } = recorded;
      return sendProblem(
        reply,
        error.code,
        error.code === 'documentInvalid' ? error.detail : undefined,
      );
    },
  );
};
