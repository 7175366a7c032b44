import { kioskTotalsSchema } from '../../contract/gateway.ts';
import { type App, type RouteDeps, SIGNED } from '../http/app.ts';
import { answers } from '../http/zod-contract.ts';
import { kioskTotals } from './totals.ts';

export const totalsRoutes = (app: App, { db }: RouteDeps): void => {
  app.get(
    '/v1/kiosks/self/totals',
    {
      schema: {
        operationId: 'getOwnTotals',
        summary: 'What central has recorded of the calling kiosk, for reconciliation',
        security: SIGNED,
        response: answers({ 200: ['The kiosk’s totals', kioskTotalsSchema] }, ['notAuthenticated']),
      },
    },
    (request) => kioskTotals(db, request.kioskId),
  );
};
