import { gatewayHealthSchema } from '../../contract/gateway.ts';
import { json } from './answer.ts';
import type { OperationDeps } from './app.ts';
import { type Operation, operation } from './operation.ts';
import { answers } from './zod-contract.ts';

/** Healthy only while the store answers; otherwise an untyped 5xx, as for any other request. */
export const healthOperation = ({ store, clock }: OperationDeps): Operation =>
  operation({
    method: 'GET',
    path: '/v1/health',
    schema: {
      operationId: 'getHealth',
      summary: 'Whether the gateway can work, and its time',
      response: answers({ 200: ['It works', gatewayHealthSchema] }, []),
    },
    handle: async () => {
      await store.check();
      return json(gatewayHealthSchema, {
        status: 'ok',
        time: new Date(clock.wallMs()).toISOString(),
      });
    },
  });
