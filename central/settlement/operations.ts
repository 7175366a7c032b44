import { settlementAskedSchema, settlementSchema } from '../../contract/console-settlement.ts';
import { readPeriod } from '../../contract/periods.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { json } from '../http/answer.ts';
import { settlementOf } from './month.ts';

/** The daily settlement for everybody who may look. */
export const settlementOperation = ({ db }: Pick<ConsoleDeps, 'db'>): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/settlement',
    role: 'viewer',
    schema: { querystring: settlementAskedSchema },
    handle: async ({ query: { month } }) => {
      const period = readPeriod(month);
      if (period === null) return consoleProblem('badRequest');
      return json(settlementSchema, await settlementOf(db, month, period.from, period.to));
    },
  });
