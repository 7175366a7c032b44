import { z } from 'zod';
import { alertsAskedSchema, alertsSchema, noteSchema } from '../../contract/console.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { json, NOTHING_TO_SAY } from '../http/answer.ts';
import { acknowledgeAlert, clearAlert, findAlerts, noteAlert } from './alerts.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock'>;

const ofAlert = z.object({ alertId: z.uuid() });
const nothing = z.strictObject({});

/** Alerts for all to see; acknowledged, noted and closed by operators. */
export const alertOperations = ({ db, clock }: Deps): readonly ConsoleOperation[] => {
  const done = (was: boolean) => (was ? NOTHING_TO_SAY : consoleProblem('notFound'));
  return [
    consoleOperation({
      method: 'GET',
      path: '/alerts',
      role: 'viewer',
      schema: { querystring: alertsAskedSchema },
      handle: async ({ query }) =>
        json(alertsSchema, {
          now: new Date(clock.wallMs()).toISOString(),
          alerts: await findAlerts(db, query),
        }),
    }),
    consoleOperation({
      method: 'POST',
      path: '/alerts/:alertId/acknowledge',
      role: 'operator',
      schema: { params: ofAlert, body: nothing },
      handle: async ({ staff, params: { alertId } }) =>
        done(await acknowledgeAlert(db, { alertId, staff, nowMs: clock.wallMs() })),
    }),
    consoleOperation({
      method: 'POST',
      path: '/alerts/:alertId/clear',
      role: 'operator',
      schema: { params: ofAlert, body: nothing },
      handle: async ({ staff, params: { alertId } }) =>
        done(await clearAlert(db, { alertId, staff, nowMs: clock.wallMs() })),
    }),
    consoleOperation({
      method: 'POST',
      path: '/alerts/:alertId/notes',
      role: 'operator',
      schema: { params: ofAlert, body: noteSchema },
      handle: async ({ staff, params: { alertId }, body: { text } }) =>
        done(await noteAlert(db, { alertId, staff, nowMs: clock.wallMs() }, text)),
    }),
  ];
};
