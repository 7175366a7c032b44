import { centralReceiptSchema, receiptSearchRequestSchema } from '../../contract/gateway.ts';
import { json } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { findReceipt } from './find.ts';
import { makeGuessLimit } from './guess-limit.ts';

export const receiptOperations = ({ store, clock }: OperationDeps): readonly Operation[] => {
  const limit = makeGuessLimit(clock);
  return [
    operation({
      method: 'POST',
      path: '/v1/receipts/search',
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
      gate: (kioskId) => {
        const waitMs = limit.waitMs(kioskId);
        if (waitMs === 0) return null;
        const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
        return { ...problem('rateLimited'), headers };
      },
      handle: async ({ body }) => {
        const receipt = await findReceipt(store, body.slipCode);
        return receipt === null ? problem('notFound') : json(centralReceiptSchema, receipt);
      },
    }),
  ];
};
