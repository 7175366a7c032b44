import { z } from 'zod';
import {
  billSearchRequestSchema,
  billSearchResponseSchema,
  holdRequestSchema,
  holdResponseSchema,
} from '../../contract/gateway.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { json, NOTHING_TO_SAY } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { holdBills, releaseHolds } from './holds.ts';
import { searchBills } from './search.ts';

export const billOperations = (deps: OperationDeps): readonly Operation[] => [
  searching(deps),
  holding(deps),
  releasing(deps),
];

const searching = ({ store, services }: OperationDeps): Operation =>
  operation({
    method: 'POST',
    path: '/v1/bills/search',
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
    handle: async ({ body }) => {
      const found = await searchBills(store, body, services);
      return found.ok ? json(billSearchResponseSchema, found.value) : problem(found.error);
    },
  });

const holding = ({ store, clock, services }: OperationDeps): Operation =>
  operation({
    method: 'POST',
    path: '/v1/holds',
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
    handle: async ({ kioskId, body }) => {
      const held = await holdBills(store, body, { kioskId, nowMs: clock.wallMs(), services });
      return held.ok ? json(holdResponseSchema, held.value) : problem(held.error);
    },
  });

const releasing = ({ store, clock }: OperationDeps): Operation =>
  operation({
    method: 'DELETE',
    path: '/v1/holds/:paymentId',
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
    handle: async ({ kioskId, params: { paymentId } }) => {
      await releaseHolds(store, paymentId, { kioskId, nowMs: clock.wallMs() });
      return NOTHING_TO_SAY;
    },
  });
