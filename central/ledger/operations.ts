import { kioskTotalsSchema } from '../../contract/gateway.ts';
import { json } from '../http/answer.ts';
import { type OperationDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';

export const totalsOperations = ({ store }: OperationDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/v1/kiosks/self/totals',
    schema: {
      operationId: 'getOwnTotals',
      summary: 'What central has recorded of the calling kiosk, for reconciliation',
      security: SIGNED,
      response: answers({ 200: ['The kiosk’s totals', kioskTotalsSchema] }, ['notAuthenticated']),
    },
    handle: async ({ kioskId }) => json(kioskTotalsSchema, await store.kioskTotals(kioskId)),
  }),
];
