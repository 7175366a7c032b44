import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { paymentConsoleOperations } from '../desk-payments/operations.ts';
import { caseConsoleOperations } from '../desk-cases/operations.ts';
import { alertOperations } from '../fleet/alert-operations.ts';
import { fleetConsoleOperations } from '../fleet/console-operations.ts';
import { remoteActConsoleOperations } from '../remote/console-operations.ts';
import { suggestionConsoleOperations } from '../suggestions/console-operations.ts';
import { settlementOperation } from '../settlement/operations.ts';
import { statisticsOperations } from '../statistics/operations.ts';
import { actsOperation } from './acts.ts';
import type { ConsoleDeps } from './deps.ts';
import { onlyOurHost, onlySignedIn } from './guard.ts';
import { consoleHeaders } from './headers.ts';
import { mountConsole } from './operation.ts';
import { mountOwnSession } from './own-session.ts';
import { CONSOLE_PAGE, mountPage } from './page.ts';
import { sendConsoleProblem } from './problems.ts';
import { mountSignIn } from './sign-in.ts';

const SIGN_INS_A_MINUTE = 30;
/** Many desks may stand behind one address. */
const REQUESTS_A_MINUTE = 3_000;
const FILES_A_MINUTE = 1_200;
const MINUTE = { timeWindow: '1 minute' } as const;

/**
 * The operators' page below `/console`: its files, the way in, and what may be asked by whoever is signed
 * in. Nothing in here knows a kiosk's signature, and no kiosk's address knows a session.
 */
export const mountOperatorsPage = async (
  server: FastifyInstance,
  deps: ConsoleDeps,
  folder: string = CONSOLE_PAGE,
): Promise<void> => {
  server.decorateRequest('staff', null);
  await server.register(async (scope) => {
    await scope.register(cookie);
    onlyOurHost(scope, deps);
    scope.addHook('onSend', async (_request, reply) => {
      void reply.headers(consoleHeaders(deps.origin()));
    });
    scope.setErrorHandler((error, _request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode === 429) return sendConsoleProblem(reply, 'tooMany');
      if (statusCode < 500) return sendConsoleProblem(reply, 'badRequest');
      throw error;
    });

    await scope.register(async (pages) => {
      await pages.register(rateLimit, { ...MINUTE, max: FILES_A_MINUTE });
      await mountPage(pages.withTypeProvider<ZodTypeProvider>(), folder);
    });
    await scope.register(async (way) => {
      await way.register(rateLimit, { ...MINUTE, max: SIGN_INS_A_MINUTE });
      mountSignIn(way.withTypeProvider<ZodTypeProvider>(), deps);
    });
    await scope.register(async (api) => {
      await api.register(rateLimit, { ...MINUTE, max: REQUESTS_A_MINUTE });
      onlySignedIn(api, deps);
      const typed = api.withTypeProvider<ZodTypeProvider>();
      mountOwnSession(typed, deps);
      for (const each of [
        ...fleetConsoleOperations(deps),
        ...alertOperations(deps),
        ...remoteActConsoleOperations(deps),
        ...suggestionConsoleOperations(deps),
        ...paymentConsoleOperations(deps),
        ...caseConsoleOperations(deps),
        ...statisticsOperations(deps),
        settlementOperation(deps),
        actsOperation(deps),
      ])
        mountConsole(typed, each);
      api.get('/console/api/*', { schema: { hide: true } }, (_request, reply) =>
        sendConsoleProblem(reply, 'notFound'),
      );
    });
  });
};
