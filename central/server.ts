import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '../contract/clock.ts';
import type { RandomBytes } from '../contract/ids.ts';
import { mountOperatorsPage } from './console/mount.ts';
import type { ConsoleOptions } from './console/options.ts';
import { OWN_CATALOGUE, type CatalogueFile } from './catalogue/services.ts';
import type { Database } from './database/schema.ts';
import { duesOperations, type EKeyTrust } from './ekey/operations.ts';
import { enrolmentOperation, identityOperations } from './enrolment/operations.ts';
import { kioskOperations } from './enrolment/operator-operations.ts';
import { statusOperations } from './fleet/operations.ts';
import { headOperations } from './heads/operations.ts';
import { type Admission, createAdmission } from './http/admission.ts';
import { admitRequests, limitEachKiosk } from './http/admit.ts';
import type { RouteDeps } from './http/app.ts';
import { openApiOptions } from './http/openapi.ts';
import { mount } from './http/operation.ts';
import { keepRawBody, logRequests, refuseNotHttp, stampReplies } from './http/wire.ts';
import { createTokenBuckets } from './http/token-bucket.ts';
import { serializerCompiler } from './http/zod-contract.ts';
import { authenticate } from './identity/authenticate.ts';
import { commandOperations } from './decisions/operations.ts';
import type { CatalogueKey } from './keys.ts';
import { messageSeal } from './messages/seal.ts';
import { messageOperations } from './messages/operations.ts';
import { remoteActOperations } from './remote/operations.ts';
import { reportOperations } from './reconciliation/operations.ts';
import { receiptByNumberOperations } from './receipts/by-number.ts';
import { reminderOperations } from './reminders/operations.ts';
import { reminderSeal } from './reminders/seal.ts';
import { suggestionOperations } from './suggestions/operations.ts';
import { telemetryOperations } from './telemetry/intake.ts';
import { createIntakeCounts } from './telemetry/intake-counts.ts';
import { healthLogOperations } from './telemetry/operator-routes.ts';
import { mountPrometheus } from './telemetry/prometheus.ts';
import { authenticateOperator } from './identity/authenticate-operator.ts';
import { openOperations, signedOperations } from './operations.ts';
import { onError, sendProblem } from './problems.ts';
import type { Store } from './store/port.ts';
import { sqlStore } from './store/sql/store.ts';

export type ServerDeps = {
  readonly db: Database;
  /** Where payments are kept; in `db` by default. */
  readonly store?: Store;
  readonly catalogueKey: CatalogueKey;
  readonly clock: Clock;
  /** What may be paid; by default the catalogue this release comes with. */
  readonly catalogue?: CatalogueFile;
  /** For posting numbers; the machine's own by default. */
  readonly random?: RandomBytes;
  /** See `identity/authenticate.ts`; empty: the `Host` header as sent. */
  readonly publicOrigins?: readonly string[];
  /** Whose sign-ins are taken; without it nobody's. */
  readonly eKey?: EKeyTrust | null;
  /** Seals to whom messages go; by default one that ends with this process. */
  readonly messageSecret?: Uint8Array;
  /** Who may begin and who is told to come later; `null`: everybody begins at once. */
  readonly admission?: Admission | null;
  /** What kiosks tell of themselves: see `telemetry/`. */
  readonly health?: HealthOptions;
  /** The operators' page; without it there is none. */
  readonly console?: ConsoleOptions | null;
  /** Where the log goes, one JSON a line; nowhere by default. */
  readonly log?: Writable;
};

export type HealthOptions = {
  /** Days for which it is kept. */
  readonly keepDays?: number;
  /** Whether every batch is put by for a collector. */
  readonly forwards?: boolean;
  /** Who has it may read `/metrics`; without it nobody may. */
  readonly metricsToken?: string | null;
};

const MOST_BODY_BYTES = 128 * 1024;
const SECRET_BYTES = 32;
const REQUEST_MS = 10_000;
const HANDLER_MS = 20_000;
const IDLE_MS = 30_000;
/** Far above what a kiosk that empties its queue asks; below what a broken one could. */
const EACH_KIOSK = { burst: 1_200, perSecond: 40 };

/** The gateway, ready to listen or to be injected into. It does not own the database. */
export const buildServer = async (deps: ServerDeps): Promise<FastifyInstance> => {
  const { db, clock, catalogueKey, publicOrigins = [], catalogue = OWN_CATALOGUE } = deps;
  const { store = sqlStore(db), random = randomBytes } = deps;
  const { admission = createAdmission({ clock, random }) } = deps;
  const { health = {} } = deps;
  const counts = createIntakeCounts();
  const routing: RouteDeps = {
    db,
    store,
    clock,
    random,
    services: catalogue.services,
    catalogue,
  };
  const { messageSecret = randomBytes(SECRET_BYTES) } = deps;
  const messages = {
    seal: messageSeal(messageSecret, random),
    reminders: { seal: reminderSeal(messageSecret, random), random },
  };
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
  server.decorateRequest('working', undefined);
  stampReplies(server, clock);
  logRequests(server);
  await server.register(swagger, openApiOptions);

  await server.register((scope, _options, done) => {
    const open = scope.withTypeProvider<ZodTypeProvider>();
    const anybodys = [
      ...openOperations(routing, catalogueKey),
      ...reminderOperations(routing),
      enrolmentOperation(routing),
    ];
    for (const each of anybodys) mount(open, each);
    if (health.metricsToken) mountPrometheus(open, { db, counts, token: health.metricsToken });
    open.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
    done();
  });
  await server.register((scope, _options, done) => {
    if (admission !== null) admitRequests(scope, admission);
    scope.addHook('preValidation', authenticate({ store, clock, publicOrigins }));
    if (admission !== null) limitEachKiosk(scope, createTokenBuckets(clock, EACH_KIOSK));
    const signed = scope.withTypeProvider<ZodTypeProvider>();
    const own = [
      ...reportOperations(routing),
      ...commandOperations(routing),
      ...headOperations(routing),
      ...statusOperations(routing),
      ...remoteActOperations(routing),
      ...suggestionOperations(routing),
      ...receiptByNumberOperations(routing),
      ...messageOperations({ ...routing, ...messages }),
      ...duesOperations({ ...routing, eKey: deps.eKey ?? null }),
      ...telemetryOperations({ ...routing, ...health, counts }),
      ...identityOperations(routing),
    ];
    for (const each of [...signedOperations(routing), ...own]) mount(signed, each);
    done();
  });
  await server.register((scope, _options, done) => {
    scope.addHook('preValidation', authenticateOperator({ db, store, clock, publicOrigins }));
    const operators = scope.withTypeProvider<ZodTypeProvider>();
    for (const each of [...healthLogOperations(routing), ...kioskOperations(routing)])
      mount(operators, each);
    done();
  });
  if (deps.console) {
    const { console: options } = deps;
    const own = (): string =>
      `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
    const origin = (): string => options.origin ?? own();
    await mountOperatorsPage(server, {
      db,
      clock,
      options,
      origin,
      tawasul: catalogue.tawasul,
      commandKey: catalogueKey,
      posting: { store, services: catalogue.services, random },
    });
  }
  return server;
};
