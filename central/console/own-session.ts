import { meSchema } from '../../contract/console.ts';
import { recordAudit } from '../audit/record.ts';
import { writing } from '../database/writing.ts';
import type { App } from '../http/app.ts';
import { cookiesOf } from './cookies.ts';
import type { ConsoleDeps } from './deps.ts';
import { sessionIdOf } from './guard.ts';
import { sendConsoleProblem } from './problems.ts';
import { endSession } from './sessions.ts';
import { SIGN_INS, staffActor } from './sign-in.ts';

/** Who is signed in, and their way out. */
export const mountOwnSession = (app: App, deps: ConsoleDeps): void => {
  app.get('/console/api/me', { schema: { hide: true } }, ({ staff }, reply) => {
    if (staff === null) return sendConsoleProblem(reply, 'notSignedIn');
    const { name, role, token, endsAtMs } = staff;
    return reply.send(
      meSchema.parse({ name, role, token, endsAt: new Date(endsAtMs).toISOString() }),
    );
  });
  app.post('/console/api/sign-out', { schema: { hide: true } }, async (request, reply) => {
    const id = sessionIdOf(request, deps.origin());
    const { staff } = request;
    if (staff === null || id === undefined) return sendConsoleProblem(reply, 'notSignedIn');
    const nowMs = deps.clock.wallMs();
    await writing(deps.db, nowMs, async (transaction) => {
      await endSession(transaction, id);
      const actor = staffActor(staff.subject);
      await recordAudit(
        transaction,
        [{ subject: SIGN_INS, actor, action: 'staffSignedOut' }],
        nowMs,
      );
    });
    const { session } = cookiesOf(deps.origin());
    return reply.clearCookie(session.name, session.options).code(204).send();
  });
};
