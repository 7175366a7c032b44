import type { Writable } from 'node:stream';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Service } from '../contract/catalogue.ts';
import type { Clock } from '../contract/clock.ts';
import { billRoutes } from './bills/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { SERVICES } from './catalogue/services.ts';
import type { Database } from './database/schema.ts';
import { healthRoute } from './http/health.ts';
import { openApiOptions } from './http/openapi.ts';
import { keepRawBody, logRequests, refuseNotHttp, stampReplies } from './http/wire.ts';
import { serializerCompiler } from './http/zod-contract.ts';
import { authenticate } from './identity/authenticate.ts';
import type { CatalogueKey } from './keys.ts';
import { totalsRoutes } from './ledger/routes.ts';
import { paymentRoutes } from './payments/routes.ts';
import { onError, sendProblem } from './problems.ts';
import { receiptRoutes } from './receipts/routes.ts';
import { reversalRoutes } from './reversals/routes.ts';

export type ServerDeps = {
  readonly db: Database;
  readonly catalogueKey: CatalogueKey;
  readonly clock: Clock;
  /** What may be paid; by default the catalogue this release comes with. */
  readonly services?: readonly Service[];
  /** See `identity/authenticate.ts`; empty: the `Host` header as sent. */
  readonly publicOrigins?: readonly string[];
  /** Where the log goes, one JSON a line; nowhere by default. */
  readonly log?: Writable;
};

const MOST_BODY_BYTES = 128 * 1024;
const REQUEST_MS = 10_000;
const HANDLER_MS = 20_000;
const IDLE_MS = 30_000;

/** The gateway, ready to listen or to be injected into. It does not own the database. */
export const buildServer = async (deps: ServerDeps): Promise<FastifyInstance> => {
  const { db, clock, catalogueKey, publicOrigins = [], services = SERVICES } = deps;
  const server = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    handlerTimeout: HANDLER_MS,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: IDLE_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 64 },
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler: refuseNotHttp,
    frameworkErrors: (error, request, reply) => {
      onError(error, request, reply);
    },
    logger: deps.log === undefined ? false : { base: null, stream: deps.log },
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(onError);
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, 'notFound'));
  keepRawBody(server);
  stampReplies(server, clock);
  logRequests(server);
  await server.register(swagger, openApiOptions);

  await server.register((scope, _options, done) => {
    const open = scope.withTypeProvider<ZodTypeProvider>();
    healthRoute(open, { db, clock });
    catalogueRoutes(open, { catalogueKey, clock, services });
    open.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
    done();
  });
  await server.register((scope, _options, done) => {
    scope.addHook('preValidation', authenticate({ db, clock, publicOrigins }));
    const signed = scope.withTypeProvider<ZodTypeProvider>();
    for (const routes of [billRoutes, paymentRoutes, reversalRoutes, receiptRoutes, totalsRoutes])
      routes(signed, { db, clock, services });
    done();
  });
  return server;
};
