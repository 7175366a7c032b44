import { z } from 'zod';
import { reversalDocumentSchema, reversalOutcomeSchema } from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import { stored } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { findDocumentKey } from '../identity/kiosks.ts';
import { openDocument } from '../identity/signed-document.ts';
import { problem } from '../problems.ts';
import { recordReversal } from './record.ts';

export const reversalOperations = ({ store, clock }: OperationDeps): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/v1/payments/:paymentId/reversal',
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
    handle: async ({ kioskId, params: { paymentId }, body }) => {
      const key = await findDocumentKey(store, kioskId, body.keyId);
      if (key?.revoked === true) return problem('kioskRevoked', 'The document’s key is revoked.');
      const sender = { paymentId, kioskId, key: key?.key ?? null };
      const opened = openDocument(body, reversalDocumentSchema, sender);
      if (!opened.ok) return problem('documentInvalid', opened.error);
      const recorded = await recordReversal(store, body, opened.value, clock.wallMs());
      if (recorded.ok) return stored(recorded.value.first ? 201 : 200, recorded.value.text);
      const { error } = recorded;
      return problem(error.code, error.code === 'documentInvalid' ? error.detail : undefined);
    },
  }),
];
