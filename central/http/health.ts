import { sql } from 'kysely';
import { gatewayHealthSchema } from '../../contract/gateway.ts';
import type { App, RouteDeps } from './app.ts';
import { answers } from './zod-contract.ts';

/** Healthy only while the database answers; otherwise an untyped 5xx, as for any other request. */
export const healthRoute = (app: App, { db, clock }: Pick<RouteDeps, 'db' | 'clock'>): void => {
  app.get(
    '/v1/health',
    {
      schema: {
        operationId: 'getHealth',
        summary: 'Whether the gateway can work, and its time',
        response: answers({ 200: ['It works', gatewayHealthSchema] }, []),
      },
    },
    async () => {
      await sql`select 1`.execute(db);
      return { status: 'ok' as const, time: new Date(clock.wallMs()).toISOString() };
    },
  );
};
