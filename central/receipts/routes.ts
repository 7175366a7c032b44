import { centralReceiptSchema, receiptSearchRequestSchema } from '../../contract/gateway.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { answers } from '../http/zod-contract.ts';
import { sendProblem } from '../problems.ts';
import { findReceipt } from './find.ts';
import { makeGuessLimit } from './guess-limit.ts';

export const receiptRoutes = (app: App, { db, clock }: RouteDeps): void => {
  const limit = makeGuessLimit(clock);
  app.post(
    '/v1/receipts/search',
    {
      schema: {
        operationId: 'searchReceipt',
        summary: 'The receipt that a slip code opens; personal fields masked',
        security: SIGNED,
        body: receiptSearchRequestSchema,
        response: answers({ 200: ['The receipt', centralReceiptSchema] }, [
          'badRequest',
          'notAuthenticated',
          'notFound',
          'rateLimited',
        ]),
      },
      // Before the body is validated, so that malformed codes count too.
      preValidation: (request, reply, done) => {
        const waitMs = limit.waitMs(request.kioskId);
        if (waitMs === 0) {
          done();
          return;
        }
        void reply.header('retry-after', String(Math.ceil(waitMs / 1000)));
        sendProblem(reply, 'rateLimited');
      },
    },
    async (request, reply) => {
      const receipt = await findReceipt(db, request.body.slipCode);
      return receipt ?? sendProblem(reply, 'notFound');
    },
  );
};
