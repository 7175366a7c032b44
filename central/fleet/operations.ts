import { receivedSchema } from '../../contract/reconciliation.ts';
import { statusReportSchema } from '../../contract/status-report.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { keepReport } from './keep-report.ts';

/** What a kiosk tells the operators of itself. */
export const statusOperations = ({
  db,
  clock,
}: Pick<RouteDeps, 'db' | 'clock'>): readonly Operation[] => [
  operation({
    method: 'PUT',
    path: '/v1/kiosks/status',
    schema: {
      operationId: 'putStatus',
      summary: 'Keep how the kiosk is, and what changed since; an older report changes nothing',
      security: SIGNED,
      body: statusReportSchema,
      response: answers({ 200: ['Kept', receivedSchema] }, ['badRequest', 'notAuthenticated']),
    },
    handle: async ({ kioskId, body }) => {
      await keepReport(db, kioskId, body, clock.wallMs());
      return json(receivedSchema, { received: true });
    },
  }),
];
