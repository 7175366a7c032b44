import type { FastifyInstance, FastifyRequest } from 'fastify';
import { cookiesOf } from './cookies.ts';
import type { ConsoleDeps } from './deps.ts';
import { sendConsoleProblem } from './problems.ts';
import { isOurHost, mayRead, mayWrite } from './same-origin.ts';
import { findSession, sha256 } from './sessions.ts';

/** Asked by the page itself while nobody touches it: that keeps nobody signed in. */
const QUIET = 'x-console-quiet';
const TOKEN = 'x-console-token';

export const sessionIdOf = (request: FastifyRequest, origin: string): string | undefined =>
  request.cookies[cookiesOf(origin).session.name];

/** No answer of ours goes to a name that is not ours. */
export const onlyOurHost = (scope: FastifyInstance, deps: ConsoleDeps): void => {
  scope.addHook('onRequest', async (request, reply) =>
    isOurHost(request.headers, deps.origin())
      ? undefined
      : sendConsoleProblem(reply, 'notFromHere'),
  );
};

/** Lets through only whoever is signed in, and acts only from our own page with the session's token. */
export const onlySignedIn = (scope: FastifyInstance, deps: ConsoleDeps): void => {
  scope.addHook('onRequest', async (request, reply) => {
    const acts = request.method !== 'GET';
    const isOurs = acts ? mayWrite(request.headers, deps.origin()) : mayRead(request.headers);
    if (!isOurs) return sendConsoleProblem(reply, 'notFromHere');
    const id = sessionIdOf(request, deps.origin());
    const session =
      id === undefined
        ? null
        : await findSession(deps.db, id, {
            nowMs: deps.clock.wallMs(),
            idleMs: deps.options.idleMs,
            touch: acts || request.headers[QUIET] === undefined,
          });
    if (session === null) return sendConsoleProblem(reply, 'notSignedIn');
    const said = request.headers[TOKEN];
    // Of their digests, so that no time tells how much of it was right.
    if (acts && !(typeof said === 'string' && sha256(said).equals(sha256(session.token))))
      return sendConsoleProblem(reply, 'notFromHere');
    request.staff = session;
    return undefined;
  });
};
