import { z } from 'zod';
import {
  billSearchRequestSchema,
  billSearchResponseSchema,
  holdRequestSchema,
  holdResponseSchema,
} from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { sendNothing } from '../http/raw-answers.ts';
import { answers } from '../http/zod-contract.ts';
import { sendProblem } from '../problems.ts';
import { holdBills, releaseHolds } from './holds.ts';
import { searchBills } from './search.ts';

export const billRoutes = (app: App, { db, clock, services }: RouteDeps): void => {
  app.post(
    '/v1/bills/search',
    {
      schema: {
        operationId: 'searchBills',
        summary: 'What is due under a reference',
        security: SIGNED,
        body: billSearchRequestSchema,
        response: answers(
          { 200: ['The bills that are due; possibly none', billSearchResponseSchema] },
          ['badRequest', 'notAuthenticated', 'unknownService', 'unknownReference'],
        ),
      },
    },
    async (request, reply) => {
      const found = await searchBills(db, request.body, services);
      return found.ok ? found.value : sendProblem(reply, found.error);
    },
  );

  app.post(
    '/v1/holds',
    {
      schema: {
        operationId: 'holdBills',
        summary: 'Hold bills for a payment: all or none; the same payment prolongs its hold',
        security: SIGNED,
        body: holdRequestSchema,
        response: answers({ 200: ['All bills are held', holdResponseSchema] }, [
          'badRequest',
          'notAuthenticated',
          'unknownService',
          'billHeld',
          'billNotDue',
        ]),
      },
    },
    async (request, reply) => {
      const held = await holdBills(db, request.body, {
        kioskId: request.kioskId,
        nowMs: clock.wallMs(),
        services,
      });
      return held.ok ? held.value : sendProblem(reply, held.error);
    },
  );

  app.delete(
    '/v1/holds/:paymentId',
    {
      schema: {
        operationId: 'releaseHolds',
        summary: 'Let go of the holds of a payment that ended without a charge',
        security: SIGNED,
        params: z.object({ paymentId: paymentIdSchema }),
        response: answers({ 204: ['Nothing is held for it any more', null] }, [
          'badRequest',
          'notAuthenticated',
        ]),
      },
    },
    async (request, reply) => {
      await releaseHolds(db, request.params.paymentId, {
        kioskId: request.kioskId,
        nowMs: clock.wallMs(),
      });
      return sendNothing(reply);
    },
  );
};
