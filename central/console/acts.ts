import { staffActsSchema } from '../../contract/console.ts';
import { json } from '../http/answer.ts';
import type { ConsoleDeps } from './deps.ts';
import { type ConsoleOperation, consoleOperation } from './operation.ts';

const MOST_SHOWN = 300;

/** What people at desks did, the latest first: for administrators alone. */
export const actsOperation = ({ db }: Pick<ConsoleDeps, 'db'>): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/acts',
    role: 'administrator',
    handle: async () => {
      const rows = await db
        .selectFrom('audit')
        .select(['at_ms', 'actor', 'action', 'detail'])
        .where('actor', 'like', 'staff/%')
        .orderBy('at_ms', 'desc')
        .limit(MOST_SHOWN)
        .execute();
      return json(staffActsSchema, {
        acts: rows.map(({ at_ms, actor, action, detail }) => ({
          at: new Date(at_ms).toISOString(),
          by: actor.replaceAll('staff/', ''),
          action,
          detail,
        })),
      });
    },
  });
