import { centralReceiptSchema, receiptByNumberRequestSchema } from '../../contract/gateway.ts';
import { readShortPaymentId } from '../../contract/ids.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { findByNumber } from './find-by-number.ts';
import { makeGuessLimit } from './guess-limit.ts';

const tooMany = (waitMs: number) => ({
  ...problem('rateLimited'),
  headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
});

/** For whoever has the receipt and not its QR. */
export const receiptByNumberOperations = ({ db, clock }: RouteDeps): readonly Operation[] => {
  const limit = makeGuessLimit(clock);
  return [
    operation({
      method: 'POST',
      path: '/v1/receipts/by-number',
      schema: {
        operationId: 'searchReceiptByNumber',
        summary: 'The receipt under a payment number, where the last four digits of its card fit',
        security: SIGNED,
        body: receiptByNumberRequestSchema,
        response: answers({ 200: ['The receipt', centralReceiptSchema] }, [
          'badRequest',
          'notAuthenticated',
          'notFound',
          'rateLimited',
        ]),
      },
      gate: (kioskId) => {
        const waitMs = limit.waitMs(kioskId);
        return waitMs === 0 ? null : tooMany(waitMs);
      },
      handle: async ({ body: { shortId, lastFour } }) => {
        const asked = { shortId: readShortPaymentId(shortId) ?? '', lastFour };
        const answer = await findByNumber(db, asked, clock.wallMs());
        if (answer.ok) return json(centralReceiptSchema, answer.value);
        const { retryMs } = answer.error;
        return retryMs === null ? problem('notFound') : tooMany(retryMs);
      },
    }),
  ];
};
