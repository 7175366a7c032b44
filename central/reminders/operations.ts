import { z } from 'zod';
import { NOTHING_TO_SAY } from '../http/answer.ts';
import type { RouteDeps } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { stopReminder } from './record.ts';

/** For the page behind the link in a reminder: whoever has its code ends it, without signing in. */
export const reminderOperations = ({ db }: Pick<RouteDeps, 'db'>): readonly Operation[] => [
  operation({
    method: 'POST',
    path: '/v1/reminders/stop',
    schema: {
      operationId: 'stopReminder',
      summary: 'End the reminder that this code belongs to, for ever',
      body: z.strictObject({ stopCode: z.string().min(1).max(100) }),
      response: answers({ 204: ['It has ended', null] }, ['badRequest', 'notFound']),
    },
    handle: async ({ body }) =>
      (await stopReminder(db, body.stopCode)) ? NOTHING_TO_SAY : problem('notFound'),
  }),
];
